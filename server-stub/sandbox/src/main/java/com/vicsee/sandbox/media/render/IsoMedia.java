package com.vicsee.sandbox.media.render;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jcodec.containers.mp4.boxes.Header;
import org.jcodec.containers.mp4.boxes.MovieHeaderBox;
import org.jcodec.containers.mp4.boxes.TrackHeaderBox;
import org.jspecify.annotations.Nullable;

/**
 * Measures files made of boxes (ISO 14496-12): MP4, QuickTime, HEIF, HEIC and AVIF.
 *
 * <p>The boxes' contents are read by a library. The way to them is walked here, because the library believes the sizes
 * that sample tables declare, recurses as deep as a file asks for, and prints a line for each box that it cannot read.
 */
final class IsoMedia {
  /** What such a file may begin with; QuickTime files of old have no file type. */
  static final Set<String> FIRST_BOXES = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

  /** The largest index that is read. A minute of video has some ten thousand bytes of it. */
  static final int MAX_INDEX_BYTES = 16 << 20;

  private static final int MAX_BOXES = 4_096;
  private static final int HEADER_BYTES = 16;
  private static final long UNKNOWN_DURATION = 0xFFFFFFFFL;
  private static final Set<String> HEIC = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx");
  private static final Set<String> AVIF = Set.of("avif", "avis");

  private IsoMedia() {
  }

  private record BoxSlice(String type, ByteBuffer body) {
  }

  static MediaInfo read(FileChannel channel) throws IOException, UnreadableMediaException {
    List<String> brands = List.of();
    long position = 0;
    for (int i = 0; i < MAX_BOXES && position < channel.size(); i++) {
      ByteBuffer head = fetch(channel, position, (int) Math.min(HEADER_BYTES, channel.size() - position));
      long available = head.limit();
      if (available < 8) {
        break;
      }
      long size = Integer.toUnsignedLong(head.getInt());
      String type = fourCc(head);
      int headerSize = 8;
      if (size == 1) {
        size = head.getLong();
        headerSize = HEADER_BYTES;
      } else if (size == 0) {
        size = channel.size() - position;
      }
      if (size < headerSize) {
        throw new UnreadableMediaException("A box '" + printable(type) + "' has an impossible size");
      }
      boolean wanted = type.equals("ftyp") || type.equals("moov") || type.equals("meta");
      if (wanted) {
        if (size - headerSize > channel.size() - position - headerSize) {
          throw new EOFException("The box " + type + " ends after the file");
        }
        if (size > MAX_INDEX_BYTES) {
          throw new UnreadableMediaException("The box " + type + " is larger than " + (MAX_INDEX_BYTES >> 20) + " MiB");
        }
        ByteBuffer body = fetch(channel, position + headerSize, (int) (size - headerSize));
        switch (type) {
          case "ftyp" -> brands = brands(body);
          case "meta" -> {
            String imageType = imageType(brands);
            if (imageType != null) {
              return image(imageType, body);
            }
          }
          default -> {
            return movie(brands, body);
          }
        }
      }
      if (size > channel.size() - position) {
        break;
      }
      position += size;
    }
    throw new UnreadableMediaException("The file has no index; it may be cut off");
  }

  private static ByteBuffer fetch(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("The file became shorter");
      }
    }
    return buffer.flip();
  }

  private static String fourCc(ByteBuffer buffer) {
    byte[] bytes = new byte[4];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String printable(String type) {
    return type.replaceAll("[^ -~]", "?");
  }

  private static List<String> brands(ByteBuffer body) {
    List<String> brands = new ArrayList<>();
    brands.add(fourCc(body));
    if (body.remaining() >= 4) {
      body.getInt();
    }
    while (body.remaining() >= 4 && brands.size() < 64) {
      brands.add(fourCc(body));
    }
    return brands;
  }

  private static @Nullable String imageType(List<String> brands) {
    if (brands.stream().anyMatch(AVIF::contains)) {
      return "image/avif";
    }
    if (brands.stream().anyMatch(HEIC::contains)) {
      return "image/heic";
    }
    return brands.contains("mif1") || brands.contains("msf1") ? "image/heif" : null;
  }

  private static List<BoxSlice> children(ByteBuffer parent) throws UnreadableMediaException {
    ByteBuffer rest = parent.slice();
    List<BoxSlice> children = new ArrayList<>();
    while (rest.remaining() >= 8) {
      if (children.size() == MAX_BOXES) {
        throw new UnreadableMediaException("A box holds more than " + MAX_BOXES + " others");
      }
      long size = Integer.toUnsignedLong(rest.getInt());
      String type = fourCc(rest);
      long body = size - 8;
      if (size == 1 && rest.remaining() >= 8) {
        body = rest.getLong() - 16;
      } else if (size == 0) {
        // The last one of QuickTime's lists: either the end, or a box to the end.
        break;
      }
      if (body < 0 || body > rest.remaining()) {
        throw new UnreadableMediaException("A box '" + printable(type) + "' has an impossible size");
      }
      children.add(new BoxSlice(type, rest.slice(rest.position(), (int) body)));
      rest.position(rest.position() + (int) body);
    }
    return children;
  }

  private static @Nullable ByteBuffer child(ByteBuffer parent, String type) throws UnreadableMediaException {
    for (BoxSlice child : children(parent)) {
      if (child.type().equals(type)) {
        return child.body();
      }
    }
    return null;
  }

  private static MediaInfo image(String contentType, ByteBuffer meta) throws UnreadableMediaException {
    meta.getInt();
    ByteBuffer properties = child(meta, "iprp");
    ByteBuffer container = properties == null ? null : child(properties, "ipco");
    if (properties == null || container == null) {
      throw new UnreadableMediaException("The image does not state its dimensions");
    }
    List<BoxSlice> all = children(container);
    MediaInfo.Image image = null;
    for (int index : primaryProperties(child(meta, "pitm"), child(properties, "ipma"))) {
      if (index < 1 || index > all.size()) {
        continue;
      }
      ByteBuffer value = all.get(index - 1).body().duplicate();
      switch (all.get(index - 1).type()) {
        case "ispe" -> {
          value.getInt();
          image = new MediaInfo.Image(contentType, value.getInt(), value.getInt());
        }
        case "clap" -> {
          // What the codec added to fill its last blocks is not part of the picture.
          int width = value.getInt() / value.getInt();
          int height = value.getInt() / value.getInt();
          image = new MediaInfo.Image(contentType, width, height);
        }
        default -> {
        }
      }
    }
    if (image == null) {
      throw new UnreadableMediaException("The image does not state its dimensions");
    }
    return image;
  }

  /** Returns the numbers of the properties of the main image, from 1, in the order in which they apply. */
  private static List<Integer> primaryProperties(@Nullable ByteBuffer primary, @Nullable ByteBuffer associations) {
    List<Integer> indexes = new ArrayList<>();
    if (primary == null || associations == null) {
      return indexes;
    }
    long wanted = itemId(primary, primary.getInt() >>> 24 > 0);
    int versionAndFlags = associations.getInt();
    boolean wideIds = versionAndFlags >>> 24 > 0;
    boolean wideIndexes = (versionAndFlags & 1) != 0;
    long items = Integer.toUnsignedLong(associations.getInt());
    for (long item = 0; item < items && associations.hasRemaining(); item++) {
      long id = itemId(associations, wideIds);
      int count = associations.get() & 0xFF;
      for (int i = 0; i < count; i++) {
        // The highest bit says whether a reader must know the property.
        int index = wideIndexes ? associations.getShort() & 0x7FFF : associations.get() & 0x7F;
        if (id == wanted) {
          indexes.add(index);
        }
      }
    }
    return indexes;
  }

  private static long itemId(ByteBuffer buffer, boolean wide) {
    return wide ? Integer.toUnsignedLong(buffer.getInt()) : Short.toUnsignedLong(buffer.getShort());
  }

  private static MediaInfo movie(List<String> brands, ByteBuffer moov) throws UnreadableMediaException {
    ByteBuffer movieHeader = child(moov, "mvhd");
    if (movieHeader == null) {
      throw new UnreadableMediaException("The video does not say how long it is");
    }
    MovieHeaderBox movie = new MovieHeaderBox(new Header("mvhd"));
    boolean narrow = movieHeader.get(0) == 0;
    movie.parse(movieHeader);
    long duration = narrow ? movie.getDuration() & UNKNOWN_DURATION : movie.getDuration();
    if (duration == 0 || narrow && duration == UNKNOWN_DURATION) {
      duration = fragmentsDuration(moov);
    }
    long timescale = Integer.toUnsignedLong(movie.getTimescale());
    if (timescale == 0 || duration < 0 || duration / timescale > Duration.ofDays(7).toSeconds()) {
      throw new UnreadableMediaException("The video states an impossible duration");
    }
    Duration length = Duration.ofSeconds(duration / timescale, duration % timescale * 1_000_000_000L / timescale);
    for (BoxSlice track : children(moov)) {
      if (!track.type().equals("trak")) {
        continue;
      }
      ByteBuffer header = child(track.body(), "tkhd");
      if (header == null || !isVideo(track.body())) {
        continue;
      }
      TrackHeaderBox box = new TrackHeaderBox(new Header("tkhd"));
      box.parse(header);
      int width = Math.round(box.getWidth());
      int height = Math.round(box.getHeight());
      boolean turned = box.isOrientation90() || box.isOrientation270();
      String contentType = brands.isEmpty() || brands.contains("qt  ") ? "video/quicktime" : "video/mp4";
      return new MediaInfo.Video(contentType, turned ? height : width, turned ? width : height, length);
    }
    throw new UnreadableMediaException("The file has no video track");
  }

  private static long fragmentsDuration(ByteBuffer moov) throws UnreadableMediaException {
    ByteBuffer extension = child(moov, "mvex");
    ByteBuffer header = extension == null ? null : child(extension, "mehd");
    if (header == null) {
      return 0;
    }
    boolean wide = header.getInt() >>> 24 == 1;
    return wide ? header.getLong() : Integer.toUnsignedLong(header.getInt());
  }

  private static boolean isVideo(ByteBuffer track) throws UnreadableMediaException {
    ByteBuffer media = child(track, "mdia");
    ByteBuffer handler = media == null ? null : child(media, "hdlr");
    if (handler == null) {
      return false;
    }
    handler.position(8);
    return fourCc(handler).equals("vide");
  }
}
