package com.vicsee.sandbox.media.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.containers.mkv.MKVParser;
import org.jcodec.containers.mkv.MKVType;

/**
 * Measures WebM files: the elements before the first cluster, read one by one. The library's own tree reader makes room
 * for whatever size an element declares, and its numbers lose their upper half.
 */
final class WebmMedia {
  /** Where the first cluster begins at the latest. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private static final long DEFAULT_TIMECODE_SCALE = 1_000_000;

  private final ByteBuffer data;
  private final SeekableByteChannel elements;
  private String documentType = "";
  private long timecodeScale = DEFAULT_TIMECODE_SCALE;
  private double duration;
  private int width;
  private int height;

  private WebmMedia(ByteBuffer data) {
    this.data = data;
    this.elements = ByteBufferSeekableByteChannel.readFromByteBuffer(data.duplicate());
  }

  static MediaInfo read(FileChannel channel) throws IOException, UnreadableMediaException {
    ByteBuffer data = ByteBuffer.allocate((int) Math.min(MAX_HEADER_BYTES, channel.size()));
    int count = 0;
    while (data.hasRemaining() && count >= 0) {
      count = channel.read(data, data.position());
    }
    WebmMedia media = new WebmMedia(data.flip());
    media.walk();
    return media.info();
  }

  private void walk() throws IOException {
    int end = data.limit();
    while (elements.position() < end) {
      byte[] id = MKVParser.readEbmlId(elements);
      if (id == null || elements.position() >= end || is(id, MKVType.Cluster)) {
        return;
      }
      long size = MKVParser.readEbmlInt(elements);
      int start = (int) elements.position();
      if (is(id, MKVType.EBML) || is(id, MKVType.Segment) || is(id, MKVType.Info) || is(id, MKVType.Tracks)
          || is(id, MKVType.TrackEntry) || is(id, MKVType.Video)) {
        // Walked into by going on: what is inside follows at once.
        continue;
      }
      if (size < 0 || size > end - start) {
        return;
      }
      take(id, data.slice(start, (int) size));
      elements.setPosition(start + size);
    }
  }

  private void take(byte[] id, ByteBuffer value) {
    if (is(id, MKVType.DocType)) {
      documentType = StandardCharsets.US_ASCII.decode(value).toString();
    } else if (is(id, MKVType.TimecodeScale)) {
      timecodeScale = number(value);
    } else if (is(id, MKVType.Duration)) {
      duration = value.remaining() == Float.BYTES ? value.getFloat() : value.getDouble();
    } else if (is(id, MKVType.PixelWidth) && width == 0) {
      width = (int) Math.min(Integer.MAX_VALUE, number(value));
    } else if (is(id, MKVType.PixelHeight) && height == 0) {
      height = (int) Math.min(Integer.MAX_VALUE, number(value));
    }
  }

  private static boolean is(byte[] id, MKVType type) {
    return Arrays.equals(id, type.id);
  }

  private static long number(ByteBuffer value) {
    long number = 0;
    while (value.hasRemaining()) {
      number = number << 8 | value.get() & 0xFF;
    }
    return number;
  }

  private MediaInfo info() throws UnreadableMediaException {
    if (!documentType.startsWith("webm")) {
      throw new UnreadableMediaException("The file is Matroska, but not WebM");
    }
    if (width <= 0 || height <= 0) {
      throw new UnreadableMediaException("The file has no video track");
    }
    double seconds = duration * timecodeScale / 1e9;
    if (!(seconds > 0)) {
      throw new UnreadableMediaException("The video does not say how long it is");
    }
    if (seconds > Duration.ofDays(7).toSeconds()) {
      throw new UnreadableMediaException("The video states an impossible duration");
    }
    return new MediaInfo.Video("video/webm", width, height, Duration.ofNanos(Math.round(seconds * 1e9)));
  }
}
