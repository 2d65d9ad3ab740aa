package com.vicsee.sandbox.media;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.media.render.MediaInfo;
import com.vicsee.sandbox.media.render.MediaProbe;
import com.vicsee.sandbox.media.render.UnreadableMediaException;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.InputMediaType;
import com.vicsee.server.model.UploadType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Reads the real dimensions and length of inputs: uploads and results of this server, data URIs, the inputs of the sandbox's own host, and remote media on
 * the allow-list.
 */
@Component
public class InputReader {
  /** The host of the contract's examples. Its inputs are drawn here: {@code image-WIDTHxHEIGHT.png}, {@code video-WIDTHxHEIGHT-SECONDSs.mp4}. */
  private static final Pattern SANDBOX_INPUT =
      Pattern.compile("https://sandbox\\.vicsee\\.com/inputs/(image|video)-(\\d{1,5})x(\\d{1,5})(?:-(\\d{1,3}(?:\\.\\d{1,3})?)s)?\\.(png|mp4)(?:\\?.*)?");

  private static final String DATA_URI = "data:";
  private static final String BASE64 = ";base64";
  /** A data URI holds an image, and no more of it than an upload may. */
  private static final long MAX_DATA_BYTES = UploadType.all().stream()
      .filter(type -> type.mediaType().equals(InputMediaType.IMAGE.getValue()))
      .mapToLong(UploadType::maxBytes)
      .max()
      .orElseThrow();

  private final MediaStore media;
  private final Uploads uploads;
  private final PublicUrls urls;
  private final RemoteMedia remote;
  private final MediaProbe probe = new MediaProbe();

  InputReader(MediaStore media, Uploads uploads, PublicUrls urls, RemoteMedia remote) {
    this.media = media;
    this.uploads = uploads;
    this.urls = urls;
    this.remote = remote;
  }

  /**
   * What was found in an input.
   *
   * @param seconds the length; 0 for an image
   */
  public record Detected(int width, int height, double seconds) {
    /** Returns the dimensions in the contract's form, with a multiplication sign. */
    public String dimensionsText() {
      return width + "×" + height;
    }

    /** Returns the length in the contract's form, to the millisecond. */
    public String secondsText() {
      return BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString() + "s";
    }
  }

  /**
   * Reads an image.
   *
   * @param field the name of the field, for the problem
   * @throws ApiProblem if it cannot be read, or is no image
   */
  public Detected image(Account caller, String field, String source) {
    try (InputStream bytes = open(caller, field, source)) {
      if (probe.probe(bytes) instanceof MediaInfo.Image image) {
        return new Detected(image.width(), image.height(), 0);
      }
      throw ApiProblem.invalidParameter(field, "must be an image; received a video");
    } catch (UnreadableMediaException | IOException e) {
      throw ApiProblem.invalidParameter(field, "must be an image that can be read (" + reason(e) + ")");
    }
  }

  /**
   * Reads a video.
   *
   * @param field the name of the field, for the problem
   * @throws ApiProblem if it cannot be read, or is no video
   */
  public Detected video(Account caller, String field, String source) {
    try (InputStream bytes = open(caller, field, source)) {
      if (probe.probe(bytes) instanceof MediaInfo.Video video) {
        return new Detected(video.width(), video.height(), video.duration().toMillis() / 1000.0);
      }
      throw ApiProblem.invalidParameter(field, "must be a video; received an image");
    } catch (UnreadableMediaException | IOException e) {
      throw ApiProblem.invalidParameter(field, "must be a video that can be read (" + reason(e) + ")");
    }
  }

  private static String reason(Exception failure) {
    return failure instanceof UnreadableMediaException ? String.valueOf(failure.getMessage()) : "it could not be fetched";
  }

  private InputStream open(Account caller, String field, String source) throws IOException {
    if (source.startsWith(DATA_URI)) {
      return new ByteArrayInputStream(decode(field, source));
    }
    Matcher sandboxInput = SANDBOX_INPUT.matcher(source);
    String path = urls.ownPath(source);
    if (!sandboxInput.matches() && path.isEmpty()) {
      return remote.open(field, source);
    }
    try {
      return Files.newInputStream(sandboxInput.matches() ? sandboxInput(field, sandboxInput) : own(caller, field, path));
    } catch (IOException e) {
      // A fault of this server's, not of the caller's input.
      throw new UncheckedIOException(e);
    }
  }

  private Path sandboxInput(String field, Matcher input) throws IOException {
    int width = Integer.parseInt(input.group(2));
    int height = Integer.parseInt(input.group(3));
    boolean video = input.group(1).equals("video");
    if (video != (input.group(4) != null) || video != input.group(5).equals("mp4") || width < 1 || height < 1) {
      throw ApiProblem.invalidParameter(field, "must be an input that exists; received " + input.group());
    }
    double seconds = video ? Double.parseDouble(input.group(4)) : 0;
    String name = input.group(1) + " " + width + "×" + height;
    try {
      return media.drawn(
          "input-" + width + "x" + height + "-" + seconds + "." + input.group(5),
          new Drawing(video ? Drawing.Kind.MP4 : Drawing.Kind.PNG, name, width, height, seconds, 0));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.invalidParameter(field, "must be an input that the sandbox can draw; received " + input.group());
    }
  }

  private Path own(Account caller, String field, String path) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("/media/")) {
      var medium = media.byFileName(name);
      if (medium.isPresent()) {
        return media.file(medium.get());
      }
    }
    if (path.startsWith(Uploads.PATH)) {
      var file = uploads.stored(caller, name);
      if (file.isPresent()) {
        return file.get();
      }
    }
    throw ApiProblem.invalidParameter(field, "must be a media URL of this server that exists; received " + path);
  }

  private static byte[] decode(String field, String source) {
    int comma = source.indexOf(',');
    if (comma < 0 || !source.substring(0, comma).endsWith(BASE64)) {
      throw ApiProblem.invalidParameter(field, "must be a data URI in base64");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(source.substring(comma + 1));
      if (bytes.length > MAX_DATA_BYTES) {
        throw ApiProblem.invalidParameter(field, "must have at most " + MAX_DATA_BYTES + " bytes; received " + bytes.length);
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw ApiProblem.invalidParameter(field, "must be a data URI in base64");
    }
  }
}
