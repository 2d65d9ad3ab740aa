package com.vicsee.client.internal;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.generated.model.ErrorCode;
import com.vicsee.client.generated.model.Operation;
import com.vicsee.client.generated.model.Upload;
import com.vicsee.client.generated.model.UploadContentType;
import com.vicsee.client.generated.model.UploadRequest;
import com.vicsee.client.generated.model.UploadType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Uploads in two steps, after a look at what the server would refuse. */
final class Uploader {

  private Uploader() {
  }

  static CompletableFuture<Upload> upload(Transport transport, UploadSource source, UploadOptions options) {
    Optional<UploadType> type = source.contentType().flatMap(UploadType::of);
    if (type.isEmpty()) {
      return refused(ErrorCode.Message.UNSUPPORTED_MEDIA_TYPE, source.contentType().orElse("(not detected)"),
          String.join(", ", UploadType.all().stream().map(UploadType::contentType).toList()));
    }
    UploadType known = type.get();
    if (source.length() > known.maxBytes()) {
      return refused(ErrorCode.Message.UPLOAD_TOO_LARGE, known.contentType(), known.maxBytes());
    }
    if (source.length() == 0) {
      return refused(ErrorCode.Message.INVALID_PARAMETER, "sizeBytes", "there are no bytes to upload");
    }
    UploadRequest request = UploadRequest.builder()
        .contentType(UploadContentType.fromValue(known.contentType()))
        .sizeBytes(source.length())
        .build();
    return Pending.then(
        transport.send(Calls.createUpload(transport.settings(), request), options.request()),
        place -> Pending.map(
            transport.send(
                new UploadCall(place.body(), source, known.contentType(), options.listener()), options.request()),
            ApiResponse::body));
  }

  /** Refuses in the words and under the code of the server, but without a request, and so without a status. */
  private static CompletableFuture<Upload> refused(ErrorCode.Message message, Object... values) {
    String text = message.text(values);
    return CompletableFuture.failedFuture(new InvalidRequestException(new Failure(
        Operation.CREATE_UPLOAD, null, message.code(), message.code().getValue(), "Not sent: " + text, null, null, null,
        false, null, 0)));
  }
}
