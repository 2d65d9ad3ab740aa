package com.vicsee.contract.probe;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What the head of a media file says: its type, its size in pixels and its length. Reads PNG, JPEG (ITU-T T.81), MP4
 * (ISO/IEC 14496-12) and MP3 of a constant rate.
 *
 * @param type the media type; empty when it is another format
 * @param width in pixels, 0 for audio
 * @param height in pixels, 0 for audio
 * @param seconds the length, 0 for images
 */
public record MediaFile(String type, long width, long height, double seconds) {

  private static final Set<String> CONTAINERS = Set.of("moov", "trak");
  private static final int[] KILOBITS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
  private static final double FIXED_POINT = 65536;

  /** Reads the head of a file; empty when it is of another format or damaged. */
  public static Optional<MediaFile> read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.getInt(0) == 0x89504E47) {
        return Optional.of(new MediaFile("image/png", in.getInt(16), in.getInt(20), 0));
      }
      if (in.getShort(0) == (short) 0xFFD8) {
        return jpeg(in);
      }
      if (name(in, 4).equals("ftyp")) {
        Movie movie = new Movie();
        movie.boxes(in, 0, in.limit());
        return Optional.of(new MediaFile("video/mp4", movie.width, movie.height, movie.seconds));
      }
      boolean tagged = bytes[0] == 'I' && bytes[1] == 'D' && bytes[2] == '3';
      int start = tagged ? 10 + (bytes[6] << 21 | bytes[7] << 14 | bytes[8] << 7 | bytes[9]) : 0;
      int rate = KILOBITS[bytes[start + 2] >> 4 & 15];
      boolean frame = bytes[start] == -1 && (bytes[start + 1] & 0xFE) == 0xFA;
      return frame && rate > 0 ? Optional.of(new MediaFile("audio/mpeg", 0, 0, (bytes.length - start) * 8 / (rate * 1000.0))) : Optional.empty();
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** The size is in the frame header, behind segments of known length. */
  private static Optional<MediaFile> jpeg(ByteBuffer in) {
    int at = 2;
    while (in.get(at) == -1) {
      int marker = in.get(at + 1) & 0xFF;
      boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (frame) {
        return Optional.of(new MediaFile("image/jpeg", in.getShort(at + 7) & 0xFFFF, in.getShort(at + 5) & 0xFFFF, 0));
      }
      at += 2 + (in.getShort(at + 2) & 0xFFFF);
    }
    return Optional.empty();
  }

  private static String name(ByteBuffer in, int at) {
    return new String(in.array(), at, 4, StandardCharsets.ISO_8859_1);
  }

  /** What the boxes of a movie say. */
  private static final class Movie {

    private long width;
    private long height;
    private double seconds;

    private void boxes(ByteBuffer in, int from, int to) {
      int at = from;
      while (at + 8 <= to) {
        long size = in.getInt(at) & 0xFFFFFFFFL;
        int end = size == 0 ? to : (int) Math.min(to, at + (size == 1 ? in.getLong(at + 8) : size));
        String name = name(in, at + 4);
        if (CONTAINERS.contains(name)) {
          boxes(in, at + 8, end);
        } else if (name.equals("mvhd")) {
          boolean wide = in.get(at + 8) == 1;
          double scale = in.getInt(at + (wide ? 28 : 20));
          seconds = (wide ? in.getLong(at + 32) : in.getInt(at + 24) & 0xFFFFFFFFL) / scale;
        } else if (name.equals("tkhd")) {
          width = Math.max(width, Math.round(in.getInt(end - 8) / FIXED_POINT));
          height = Math.max(height, Math.round(in.getInt(end - 4) / FIXED_POINT));
        }
        at = end > at ? end : to;
      }
    }
  }
}
