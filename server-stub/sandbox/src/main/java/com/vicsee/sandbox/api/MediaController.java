package com.vicsee.sandbox.api;

import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.media.Uploads;
import com.vicsee.sandbox.media.Uploads.Stored;
import com.vicsee.server.download.ByteResponses;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.FieldLines;
import com.vicsee.server.gate.ContentCoding;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The bytes of results and uploads, beside the API: they are read and written by URLs that the API hands out, without a key. */
@RestController
class MediaController {
  /** Keeps a browser from taking an upload for a page, whatever it contains. */
  private static final String NO_GUESSING = "X-Content-Type-Options";

  private final MediaStore media;
  private final Uploads uploads;

  MediaController(MediaStore media, Uploads uploads) {
    this.media = media;
    this.uploads = uploads;
  }

  @GetMapping(MediaStore.PATH + "{fileName}")
  void result(@PathVariable String fileName, HttpServletRequest request, HttpServletResponse response) throws IOException {
    var medium = media.byFileName(fileName).orElseThrow(() -> notFound(request));
    response.setHeader(NO_GUESSING, "nosniff");
    ByteResponses.send(new FileSystemResource(media.file(medium)), medium.contentType(), medium.id());
  }

  @GetMapping(Uploads.PATH + "{fileName}")
  void upload(@PathVariable String fileName, HttpServletRequest request, HttpServletResponse response) throws IOException {
    // A second upload replaces the first, and a cache must not keep that there was none.
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    Stored stored = uploads.stored(fileName).orElseThrow(() -> notFound(request));
    response.setHeader(NO_GUESSING, "nosniff");
    ByteResponses.send(new FileSystemResource(stored.file()), stored.contentType(), stored.version());
  }

  @PutMapping(Uploads.PATH + "{key}")
  ResponseEntity<Void> put(
      @PathVariable String key,
      @RequestParam(defaultValue = "") String expires,
      @RequestParam(defaultValue = "") String signature,
      @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
      HttpServletRequest request)
      throws IOException {
    FieldLines.checkSingle(request, HttpHeaders.CONTENT_TYPE);
    uploads.checkSigned(key, expires, signature, contentType, request.getContentLengthLong());
    ContentCoding.check(request, String.valueOf(contentType));
    if (request.getHeader(HttpHeaders.CONTENT_RANGE) != null) {
      // A part must not replace the whole (RFC 9110, section 14.5).
      throw ApiProblem.invalidParameter(HttpHeaders.CONTENT_RANGE, "must be absent, for an upload replaces all bytes");
    }
    Optional<Stored> before = uploads.storedUnder(key);
    ByteResponses.checkWritable(request, before.isPresent() ? etag(before.get()) : null);
    uploads.store(key, request.getInputStream());
    Optional<Stored> now = uploads.storedUnder(key);
    return now.isPresent() ? ResponseEntity.ok().eTag(etag(now.get())).build() : ResponseEntity.ok().build();
  }

  private static String etag(Stored stored) throws IOException {
    return ByteResponses.etag(stored.version(), new FileSystemResource(stored.file()).contentLength());
  }

  private static ApiProblem notFound(HttpServletRequest request) {
    return ApiProblem.of(Message.PATH_NOT_FOUND, request.getRequestURI());
  }
}
