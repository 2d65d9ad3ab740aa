package com.vicsee.sandbox.media;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
  private final ByteResponses bytes;

  MediaController(MediaStore media, Uploads uploads, ByteResponses bytes) {
    this.media = media;
    this.uploads = uploads;
    this.bytes = bytes;
  }

  @GetMapping("/media/{fileName}")
  void result(@PathVariable String fileName, HttpServletRequest request, HttpServletResponse response) throws IOException {
    var medium = media.byFileName(fileName).orElseThrow(() -> notFound(request));
    response.setHeader(NO_GUESSING, "nosniff");
    bytes.send(request, response, media.file(medium), medium.contentType(), medium.id());
  }

  @GetMapping(Uploads.PATH + "{fileName}")
  void upload(@PathVariable String fileName, HttpServletRequest request, HttpServletResponse response) throws IOException {
    Path file = uploads.stored(fileName).orElseThrow(() -> notFound(request));
    response.setHeader(NO_GUESSING, "nosniff");
    bytes.send(request, response, file, uploads.contentType(fileName).orElseThrow(), fileName);
  }

  @PutMapping(Uploads.PATH + "{key}")
  ResponseEntity<Void> put(
      @PathVariable String key,
      @RequestParam(defaultValue = "") String expires,
      @RequestParam(defaultValue = "") String signature,
      @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
      HttpServletRequest request)
      throws IOException {
    uploads.store(key, expires, signature, contentType, request.getContentLengthLong(), request.getInputStream());
    return ResponseEntity.ok().build();
  }

  private static ApiProblem notFound(HttpServletRequest request) {
    return ApiProblem.of(Message.PATH_NOT_FOUND, request.getRequestURI());
  }
}
