package com.vicsee.sandbox.media.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.Codec;
import org.jcodec.common.MuxerTrack;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.VideoEncoder.EncodedFrame;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Packet.FrameType;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.Brand;
import org.jcodec.containers.mp4.WebOptimizedMP4Muxer;
import org.jcodec.containers.mp4.boxes.Box;
import org.jcodec.containers.mp4.boxes.MediaHeaderBox;
import org.jcodec.containers.mp4.boxes.MovieBox;
import org.jcodec.containers.mp4.boxes.MovieHeaderBox;
import org.jcodec.containers.mp4.boxes.NodeBox;
import org.jcodec.containers.mp4.boxes.TrackHeaderBox;
import org.jcodec.scale.RgbToYuv420j;

/**
 * Films a prompt as an MP4 (H.264, without sound) of an exact size and duration: the picture of the prompt, with a
 * progress bar and the time below it. Thread-safe, without state.
 *
 * <p>There are {@value #FRAMES_PER_SECOND} frames a second, which keeps it fast; the last frame is as long as it takes
 * to make the duration exact to the millisecond. The index comes before the frames, so that a browser can start at
 * once. Memory holds a few frames.
 */
public final class VideoRenderer {
  static final int FRAMES_PER_SECOND = 2;

  private static final int TIMESCALE = 1_000;
  private static final int KEY_INTERVAL = 8;
  private static final int HEADER_BYTES = 16_384;
  private static final int MACROBLOCKS_OF_LEVEL_4 = 8_192;
  private static final int MACROBLOCKS_OF_LEVEL_5 = 22_080;

  /** The creation time in the file, in milliseconds since 1970: constant, so that the bytes are. */
  private static final long CREATED = 0;

  /**
   * Films the clip into a file, which is created or replaced.
   *
   * @param target a file of the default file system
   * @throws IOException if the file cannot be written
   */
  public void render(VideoSpec spec, Path target) throws IOException {
    Film film = new Film(spec);
    try (SeekableByteChannel channel = NIOUtils.writableChannel(target.toFile())) {
      Muxer muxer = new Muxer(channel);
      MuxerTrack track = muxer.addVideoTrack(Codec.H264,
          VideoCodecMeta.createSimpleVideoCodecMeta(new Size(spec.width(), spec.height()), ColorSpace.YUV420J));
      H264Encoder encoder = new Encoder();
      encoder.setKeyInterval(KEY_INTERVAL);
      // Nothing but the bar moves: any search beyond the same place is wasted.
      encoder.setMotionSearchRange(0);
      ByteBuffer buffer = ByteBuffer.allocate(spec.width() * spec.height() * 3 / 2 + (1 << 16));
      long length = spec.duration().toMillis();
      long frameLength = TIMESCALE / FRAMES_PER_SECOND;
      long frames = Math.max(1, (length + frameLength / 2) / frameLength);
      for (int i = 0; i < frames; i++) {
        long start = i * frameLength;
        long end = i == frames - 1 ? length : start + frameLength;
        buffer.clear();
        EncodedFrame frame = encoder.encodeFrame(film.frame(i, (int) frames, end), buffer);
        track.addFrame(Packet.createPacket(frame.getData(), start, TIMESCALE, end - start, i,
            frame.isKeyFrame() ? FrameType.KEY : FrameType.INTER, null));
      }
      muxer.finish();
    }
  }

  /** The frames of a clip. Only the rows of the bar are painted anew for each. */
  private static final class Film {
    private final VideoSpec spec;
    private final Scene scene;
    private final Picture picture;
    private final int barTop;
    private final BufferedImage strip;

    Film(VideoSpec spec) {
      this.spec = spec;
      int height = spec.height();
      // Whole pairs of rows, because a chroma sample covers two.
      int barHeight = Math.max(8, height / 10) & ~1;
      this.barTop = height - barHeight;
      this.scene = new Scene(spec.prompt(), spec.width(), height, barHeight);
      this.picture = Picture.create(spec.width(), height, ColorSpace.YUV420J);
      this.strip = new BufferedImage(spec.width(), barHeight, BufferedImage.TYPE_INT_RGB);
      for (int top = 0; top < barTop; top += barHeight) {
        scene.paint(strip, top);
        convert(top, Math.min(barHeight, barTop - top));
      }
    }

    Picture frame(int index, int frames, long end) {
      scene.paint(strip, barTop);
      double height = strip.getHeight();
      Graphics2D graphics = strip.createGraphics();
      try {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(12, 14, 24, 190));
        graphics.fill(new Rectangle2D.Double(0, 0, spec.width(), height));
        graphics.setColor(new Color(255, 255, 255, 60));
        graphics.fill(new Rectangle2D.Double(0, 0, spec.width(), height / 6));
        graphics.setColor(new Color(255, 196, 61));
        graphics.fill(new Rectangle2D.Double(0, 0, (double) spec.width() * (index + 1) / frames, height / 6));
        label(graphics, String.format(Locale.ROOT, "%.1f / %.1f s", end / 1000.0, spec.duration().toMillis() / 1000.0),
            String.format(Locale.ROOT, "%d×%d", spec.width(), spec.height()), height);
      } finally {
        graphics.dispose();
      }
      convert(barTop, strip.getHeight());
      return picture;
    }

    private void label(Graphics2D graphics, String left, String right, double height) {
      Typeface typeface = Typeface.bundled();
      double size = height * 0.42;
      double margin = height * 0.5;
      double baseline = height * 0.74;
      Path2D outline = new Path2D.Float(Path2D.WIND_NON_ZERO);
      typeface.append(outline, left, margin, baseline, size);
      double rightStart = spec.width() - margin - typeface.advance(right) * size;
      if (rightStart > 2 * margin + typeface.advance(left) * size) {
        typeface.append(outline, right, rightStart, baseline, size);
      }
      graphics.setColor(Color.WHITE);
      graphics.fill(outline);
    }

    /** Converts the first rows of the strip into the rows from {@code top} on of the picture. */
    private void convert(int top, int rows) {
      int width = spec.width();
      int[] pixels = ((DataBufferInt) strip.getRaster().getDataBuffer()).getData();
      byte[] rgb = new byte[rows * width * 3];
      for (int i = 0, p = 0; i < rgb.length; p++) {
        // The library's samples are signed.
        rgb[i++] = (byte) ((pixels[p] >> 16 & 0xFF) - 128);
        rgb[i++] = (byte) ((pixels[p] >> 8 & 0xFF) - 128);
        rgb[i++] = (byte) ((pixels[p] & 0xFF) - 128);
      }
      Picture source = Picture.createPicture(width, rows, new byte[][] {rgb}, ColorSpace.RGB);
      Picture converted = Picture.create(width, rows, ColorSpace.YUV420J);
      new RgbToYuv420j().transform(source, converted);
      for (int plane = 0; plane < 3; plane++) {
        byte[] from = converted.getPlaneData(plane);
        int planeTop = plane == 0 ? top : top / 2;
        System.arraycopy(from, 0, picture.getPlaneData(plane), planeTop * picture.getPlaneWidth(plane), from.length);
      }
    }
  }

  /** States the colours and the level, which the library's encoder leaves to the player to guess. */
  private static final class Encoder extends H264Encoder {
    Encoder() {
      super(new Quality());
    }

    @Override
    public SeqParameterSet initSPS(Size size) {
      SeqParameterSet parameters = super.initSPS(size);
      int macroblocks = (parameters.picWidthInMbsMinus1 + 1) * (parameters.picHeightInMapUnitsMinus1 + 1);
      if (macroblocks > MACROBLOCKS_OF_LEVEL_4) {
        parameters.levelIdc = macroblocks > MACROBLOCKS_OF_LEVEL_5 ? 51 : 50;
      }
      VUIParameters usability = new VUIParameters();
      usability.videoSignalTypePresentFlag = true;
      usability.videoFormat = 5;
      usability.videoFullRangeFlag = true;
      usability.colourDescriptionPresentFlag = true;
      usability.colourPrimaries = 1;
      usability.transferCharacteristics = 13;
      usability.matrixCoefficients = 6;
      parameters.vuiParams = usability;
      return parameters;
    }
  }

  /** A constant quality. */
  private static final class Quality implements RateControl {
    private static final int QUANTISER = 18;

    @Override
    public int startPicture(Size size, int maxSize, SliceType type) {
      return QUANTISER;
    }

    @Override
    public int initialQpDelta() {
      return 0;
    }

    @Override
    public int accept(int bits) {
      return 0;
    }
  }

  /** Puts the index first and a constant time into it. */
  private static final class Muxer extends WebOptimizedMP4Muxer {
    Muxer(SeekableByteChannel channel) throws IOException {
      super(channel, Brand.MP4, HEADER_BYTES);
    }

    @Override
    public void storeHeader(MovieBox movie) throws IOException {
      timeless(movie);
      super.storeHeader(movie);
    }

    private static void timeless(NodeBox parent) {
      List<Box> children = parent.getBoxes();
      for (ListIterator<Box> i = children.listIterator(); i.hasNext(); ) {
        Box box = i.next();
        if (box instanceof MovieHeaderBox header) {
          i.set(MovieHeaderBox.createMovieHeaderBox(header.getTimescale(), header.getDuration(), header.getRate(),
              header.getVolume(), CREATED, CREATED, header.getMatrix(), header.getNextTrackId()));
        } else if (box instanceof TrackHeaderBox header) {
          TrackHeaderBox constant = TrackHeaderBox.createTrackHeaderBox(header.getTrackId(), header.getDuration(),
              header.getWidth(), header.getHeight(), CREATED, CREATED, header.getVolume(), header.getLayer(),
              header.getAltGroup(), header.getMatrix());
          constant.setFlags(header.getFlags());
          i.set(constant);
        } else if (box instanceof MediaHeaderBox header) {
          i.set(MediaHeaderBox.createMediaHeaderBox(header.getTimescale(), header.getDuration(), header.getLanguage(),
              CREATED, CREATED, header.getQuality()));
        } else if (box instanceof NodeBox node) {
          timeless(node);
        }
      }
    }
  }
}
