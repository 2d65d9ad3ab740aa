package com.vicsee.sandbox.media;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.media.MediaStore.Medium;
import com.vicsee.sandbox.media.render.MediaInfo;
import com.vicsee.sandbox.media.render.MediaProbe;
import com.vicsee.sandbox.media.render.UnreadableMediaException;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.model.InputMediaType;
import com.vicsee.server.model.UploadType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
      Pattern.compile("(?i:https://sandbox\\.vicsee\\.com)/inputs/(image|video)-(\\d{1,5})x(\\d{1,5})(?:-(\\d{1,3}(?:\\.\\d{1,3})?)s)?\\.(png|mp4)(?:\\?.*)?");

  private static final Pattern SANDBOX_HOST = Pattern.compile("(?i)https://sandbox\\.vicsee\\.com(?:[:/?#].*)?");

  private static final String DATA_URI = "data:";
  private static final String BASE64 = ";base64";
  /** A data URI holds an image, and no more of it than an upload may. */
  private static final long MAX_DATA_BYTES = UploadType.all().stream()
      .filter(type -> type.mediaType().equals(InputMediaType.IMAGE.getValue()))
      .mapToLong(UploadType::maxBytes)
      .max()
      .orElseThrow();

  private static final List<String> AUDIO_ENDINGS = UploadType.all().stream()
      .filter(type -> type.mediaType().equals(InputMediaType.AUDIO.getValue()))
      .map(type -> "." + type.extension())
      .toList();

  private final MediaStore media;
  private final Uploads uploads;
  private final MediaUrls urls;
  private final RemoteMedia remote;
  private final MediaProbe probe = new MediaProbe();

  InputReader(MediaStore media, Uploads uploads, MediaUrls urls, RemoteMedia remote) {
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
    Detected detected = detected(caller, field, source, "an image");
    if (detected.seconds() > 0) {
      throw ApiProblem.invalidParameter(field, "must be an image; received a video");
    }
    return detected;
  }

  /**
   * Reads an image whose dimensions do not matter, unless it is on another host: then the provider reads it.
   *
   * @param field the name of the field, for the problem
   * @throws ApiProblem if it is here and cannot be read, or is no image
   */
  public void checkImage(Account caller, String field, String source) {
    if (source.startsWith(DATA_URI) || SANDBOX_HOST.matcher(source).matches() || !urls.ownPath(source).isEmpty()) {
      image(caller, field, source);
    }
  }

  /**
   * Checks an audio input that is on this server. One on another host is read by the provider.
   *
   * @param field the name of the field, for the problem
   * @throws ApiProblem if it does not exist, or is no audio
   */
  public void checkAudio(Account caller, String field, String source) {
    String path = urls.ownPath(source);
    if (path.isEmpty()) {
      return;
    }
    try {
      ownFile(caller.userId(), field, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (AUDIO_ENDINGS.stream().noneMatch(path::endsWith)) {
      throw ApiProblem.invalidParameter(field, "must be audio; received " + path);
    }
  }

  /**
   * Reads a video.
   *
   * @param field the name of the field, for the problem
   * @throws ApiProblem if it cannot be read, or is no video
   */
  public Detected video(Account caller, String field, String source) {
    Detected detected = detected(caller, field, source, "a video");
    if (detected.seconds() == 0) {
      throw ApiProblem.invalidParameter(field, "must be a video; received an image");
    }
    return detected;
  }

  /** What is drawn here need not be drawn to be measured: a request that has not been paid for costs no work. */
  private Detected detected(Account caller, String field, String source, String kind) {
    Matcher sandboxInput = SANDBOX_INPUT.matcher(source);
    if (sandboxInput.matches()) {
      Drawing drawing = sandboxInput(field, sandboxInput);
      return new Detected(drawing.width(), drawing.height(), drawing.seconds());
    }
    String path = urls.ownPath(source);
    try {
      if (!path.isEmpty()) {
        return own(caller.userId(), field, path);
      }
      try (MediaStream medium = open(caller.userId(), field, source, path)) {
        return detected(probe.probe(medium.bytes()));
      }
    } catch (UnreadableMediaException | IOException e) {
      throw ApiProblem.invalidParameter(field, "must be " + kind + " that can be read (" + reason(e, source) + ")");
    }
  }

  private Detected own(String userId, String field, String path) throws UnreadableMediaException {
    Optional<Drawing> drawing = path.startsWith(MediaStore.PATH) ? media.byFileName(nameOf(path)).map(Medium::drawing) : Optional.empty();
    if (drawing.isPresent() && drawing.get().width() > 0) {
      return new Detected(drawing.get().width(), drawing.get().height(), drawing.get().seconds());
    }
    try {
      return detected(probe.probe(ownFile(userId, field, path)));
    } catch (IOException e) {
      // A fault of this server's, not of the caller's input.
      throw new UncheckedIOException(e);
    }
  }

  private static Detected detected(MediaInfo info) {
    return new Detected(info.width(), info.height(), info instanceof MediaInfo.Video video ? video.duration().toMillis() / 1000.0 : 0);
  }

  private static String reason(Exception failure, String source) {
    return failure instanceof UnreadableMediaException
        ? String.valueOf(failure.getMessage())
        : source.startsWith(DATA_URI) ? "its base64 is not valid" : "it could not be fetched";
  }

  /**
   * Returns the path of a URL of this server, to be opened when the request is over; empty for another URL. The host of this server is known during a request
   * only.
   */
  public String ownPath(String source) {
    return urls.ownPath(source);
  }

  /**
   * Opens an input of a user.
   *
   * @param field the name of the field, for the problem
   * @param path the {@linkplain #ownPath path} of the source if it is on this server; empty otherwise
   * @throws ApiProblem if there is no such input, or the user may not read it
   * @throws IOException if it cannot be fetched from its host
   */
  public MediaStream open(String userId, String field, String source, String path) throws IOException {
    if (source.startsWith(DATA_URI)) {
      return new MediaStream(decode(field, source), Optional.of(source.substring(DATA_URI.length(), source.indexOf(';'))), OptionalLong.empty());
    }
    Matcher sandboxInput = SANDBOX_INPUT.matcher(source);
    if (!sandboxInput.matches() && path.isEmpty()) {
      if (SANDBOX_HOST.matcher(source).matches()) {
        throw ApiProblem.invalidParameter(field, "must be an input that exists, such as /inputs/image-1280x720.png; received " + Excerpt.of(source));
      }
      return remote.open(field, source);
    }
    try {
      return sandboxInput.matches()
          ? MediaStream.of(drawn(field, sandboxInput), sandboxInput.group(1).equals("video") ? ".mp4" : ".png")
          : MediaStream.of(ownFile(userId, field, path), path);
    } catch (IOException e) {
      // A fault of this server's, not of the caller's input.
      throw new UncheckedIOException(e);
    }
  }

  private static Drawing sandboxInput(String field, Matcher input) {
    int width = Integer.parseInt(input.group(2));
    int height = Integer.parseInt(input.group(3));
    boolean video = input.group(1).equals("video");
    if (video != (input.group(4) != null) || video != input.group(5).equals("mp4") || width < 1 || height < 1) {
      throw ApiProblem.invalidParameter(field, "must be an input that exists; received " + input.group());
    }
    double seconds = video ? Double.parseDouble(input.group(4)) : 0;
    var drawing = new Drawing(video ? Drawing.Kind.MP4 : Drawing.Kind.PNG, input.group(1) + " " + width + "×" + height, width, height, seconds, 0);
    if (!drawing.canBeDrawn()) {
      throw ApiProblem.invalidParameter(field, "must be an input that the sandbox can draw; received " + input.group());
    }
    return drawing;
  }

  private Path drawn(String field, Matcher input) throws IOException {
    Drawing drawing = sandboxInput(field, input);
    return media.drawn("input-" + drawing.width() + "x" + drawing.height() + "-" + drawing.seconds() + "." + input.group(5), drawing);
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Path ownFile(String userId, String field, String path) throws IOException {
    String name = nameOf(path);
    if (path.startsWith(MediaStore.PATH)) {
      var medium = media.byFileName(name);
      if (medium.isPresent()) {
        return media.file(medium.get());
      }
    }
    if (path.startsWith(Uploads.PATH)) {
      var file = uploads.stored(userId, name);
      if (file.isPresent()) {
        return file.get();
      }
    }
    throw ApiProblem.invalidParameter(field, "must be a media URL of this server that exists; received " + path);
  }

  /** Decodes as a stream: a body may be as long as the longest image, and there may be many of them. */
  private static InputStream decode(String field, String source) {
    int comma = source.indexOf(',');
    if (comma < 0 || !source.substring(0, comma).endsWith(BASE64)) {
      throw ApiProblem.invalidParameter(field, "must be a data URI in base64");
    }
    long length = (source.length() - comma - 1L) / 4 * 3;
    if (length - 2 > MAX_DATA_BYTES) {
      throw ApiProblem.invalidParameter(field, "must have at most " + MAX_DATA_BYTES + " bytes; received " + length);
    }
    return Base64.getDecoder().wrap(new AsciiStream(source, comma + 1));
  }

  /** The rest of a text, as a stream; a character that is not ASCII is none of base64 either. */
  private static final class AsciiStream extends InputStream {
    private final String text;
    private int at;

    AsciiStream(String text, int at) {
      this.text = text;
      this.at = at;
    }

    @Override
    public int read() {
      return at == text.length() ? -1 : Math.min(text.charAt(at++), 255);
    }
  }
}
