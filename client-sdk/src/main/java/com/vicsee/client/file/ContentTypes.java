package com.vicsee.client.file;

import com.vicsee.client.model.UploadType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Detects the media type of bytes by how they begin, or else by the name of their file. */
final class ContentTypes {

  /** How many of the first bytes are looked at. */
  static final int HEAD = 64;

  private ContentTypes() {
  }

  /**
   * Returns the media type.
   *
   * @param head the first bytes
   * @param fileName the name of the file; empty when there is none
   * @return empty when neither belongs to a type that can be uploaded
   */
  static Optional<String> detect(byte[] head, String fileName) {
    return bySignature(head).or(() -> byExtension(fileName)).filter(type -> UploadType.of(type).isPresent());
  }

  private static Optional<String> byExtension(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String usual = extension.equals("jpeg") ? "jpg" : extension;
    return UploadType.all().stream().filter(type -> type.extension().equals(usual)).map(UploadType::contentType)
        .findFirst();
  }

  private static Optional<String> bySignature(byte[] head) {
    // One character for each byte, so that signatures can be compared as text.
    String text = new String(head, 0, Math.min(head.length, HEAD), StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u00FF\u00D8\u00FF")) {
      return Optional.of("image/jpeg");
    }
    if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
      return Optional.of("image/png");
    }
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return Optional.of("image/gif");
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return Optional.of("image/webp");
    }
    if (text.startsWith("RIFF") && text.startsWith("WAVE", 8)) {
      return Optional.of("audio/wav");
    }
    if (text.startsWith("\u001AE\u00DF\u00A3")) {
      return Optional.of("video/webm");
    }
    if (text.startsWith("ID3") || text.startsWith("\u00FF\u00FB") || text.startsWith("\u00FF\u00F3")
        || text.startsWith("\u00FF\u00F2") || text.startsWith("\u00FF\u00FA")) {
      return Optional.of("audio/mpeg");
    }
    return text.startsWith("ftyp", 4) && text.length() >= 12 ? byBrand(text.substring(8, 12)) : Optional.empty();
  }

  /** Distinguishes the formats on top of the ISO base media file format by their major brand. */
  private static Optional<String> byBrand(String brand) {
    return switch (brand) {
      case "avif", "avis" -> Optional.of("image/avif");
      case "heic", "heix", "heim", "heis", "hevc", "hevx" -> Optional.of("image/heic");
      case "mif1", "msf1" -> Optional.of("image/heif");
      case "qt  " -> Optional.of("video/quicktime");
      // Audio alone in the same container is not a video.
      case "M4A ", "M4B " -> Optional.empty();
      default -> Optional.of("video/mp4");
    };
  }
}
