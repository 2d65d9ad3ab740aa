package com.example.server;

import com.vicsee.server.api.UploadsApi;
import com.vicsee.server.catalogue.ModelRequest;
import com.vicsee.server.download.ByteResponses;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.*;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Media of the callers' own. The tools read their inputs from here and from data URIs, never from a network. */
@RestController
class Uploads implements UploadsApi {
  private record Stored(String contentType, long size, Instant expires, byte[] bytes) {}

  /** What the input of a tool is; zeros for a model that is not priced by its input. */
  record Source(int width, int height, int seconds) {}

  private final Map<String, Stored> uploads = new ConcurrentHashMap<>();
  private final Clock clock;

  Uploads(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ResponseEntity<UploadResponse> createUpload(UploadRequest request, CreateUploadParameters parameters) {
    UploadType type = UploadType.of(request.getContentType().getValue()).orElseThrow();
    if (request.getSizeBytes() > type.maxBytes()) {
      throw ApiProblem.of(Message.UPLOAD_TOO_LARGE, type.contentType(), type.maxBytes());
    }
    Instant expires = clock.instant().plus(Duration.ofHours(1));
    uploads.values().removeIf(upload -> upload.expires().isBefore(clock.instant()));
    String key = UUID.randomUUID() + "." + type.extension();
    uploads.put(key, new Stored(type.contentType(), request.getSizeBytes(), expires, new byte[0]));
    URI url = ServletUriComponentsBuilder.fromCurrentContextPath().path("/uploads/" + key).build().toUri();
    return ResponseEntity.ok(new UploadResponse(true, new Upload(URI.create(url + "?put"), url, key, expires)));
  }

  @PutMapping("/uploads/{key}")
  void put(@PathVariable String key, HttpServletRequest request) throws IOException {
    Stored announced = find(key);
    byte[] bytes = request.getInputStream().readNBytes((int) announced.size() + 1);
    if (!announced.contentType().equals(request.getContentType()) || bytes.length != announced.size()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    uploads.put(key, new Stored(announced.contentType(), announced.size(), announced.expires(), bytes));
  }

  @GetMapping("/uploads/{key}")
  void get(@PathVariable String key) {
    ByteResponses.send(new ByteArrayResource(find(key).bytes()), find(key).contentType(), key);
  }

  private Stored find(String key) {
    return Optional.ofNullable(uploads.get(key)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** Measures the input of a tool, the only models that take no prompt. */
  Source source(ModelRequest asked, String field) {
    if (asked.model().getPrompt() != null) {
      return new Source(0, 0, 0);
    }
    byte[] bytes = bytes(asked.media().values().iterator().next().get(0));
    try {
      var image = ImageIO.read(new ByteArrayInputStream(bytes));
      // The movie header of an MP4 file has its time scale and its length (ISO/IEC 14496-12, section 8.2.2).
      int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mvhd");
      if (asked.model().getType() == MediaType.IMAGE && image != null) {
        return new Source(image.getWidth(), image.getHeight(), 0);
      }
      if (asked.model().getType() == MediaType.VIDEO && header > 0) {
        ByteBuffer times = ByteBuffer.wrap(bytes, header + 16, 8);
        return new Source(0, 0, (int) Math.ceil(1.0 / times.getInt() * times.getInt()));
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      // Not a file of that kind.
    }
    throw ApiProblem.invalidParameter(field, "must be an upload or a data URI that can be read");
  }

  private byte[] bytes(String url) {
    Stored stored = uploads.get(url.substring(url.lastIndexOf('/') + 1));
    return stored != null ? stored.bytes() : Base64.getMimeDecoder().decode(url.substring(url.indexOf(',') + 1));
  }
}
