package com.vicsee.client.internal;

import com.vicsee.client.error.Failure;
import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.Upload;
import com.vicsee.client.model.UploadContentType;
import com.vicsee.client.model.UploadRequest;
import com.vicsee.client.model.UploadType;
import com.vicsee.client.service.UploadsAsyncService;
import com.vicsee.client.service.UploadsService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Uploads in two steps, after the checks that the server would make. */
final class Uploads extends UploadsAsyncCalls implements UploadsAsyncService {

  private final Dispatcher dispatcher;

  Uploads(Dispatcher dispatcher) {
    super(new Caller(dispatcher, false));
    this.dispatcher = dispatcher;
  }

  /** The same, waiting. */
  static final class Blocking extends UploadsCalls implements UploadsService {
    private final Uploads async;

    Blocking(Dispatcher dispatcher, Uploads async) {
      super(new Caller(dispatcher, true));
      this.async = async;
    }

    @Override
    public Upload upload(Path file, UploadOptions options) {
      return Pending.join(Operation.CREATE_UPLOAD, async.upload(file, options));
    }

    @Override
    public Upload upload(UploadSource source, UploadOptions options) {
      return Pending.join(Operation.CREATE_UPLOAD, async.upload(source, options));
    }
  }

  @Override
  public CompletableFuture<Upload> upload(Path file, UploadOptions options) {
    try {
      return upload(UploadSource.of(file), options);
    } catch (IOException unreadable) {
      return CompletableFuture.failedFuture(new TransferException(
          Failure.builder(Operation.CREATE_UPLOAD, "The file cannot be read: " + unreadable).build(), unreadable));
    }
  }

  @Override
  public CompletableFuture<Upload> upload(UploadSource source, UploadOptions options) {
    CompletableFuture<Upload> upload = start(source, options);
    upload.whenComplete((done, failure) -> source.close());
    return upload;
  }

  private CompletableFuture<Upload> start(UploadSource source, UploadOptions options) {
    if (source.length() == 0) {
      return refused(ErrorCode.Message.INVALID_PARAMETER, "sizeBytes", "there are no bytes to upload");
    }
    Optional<UploadType> type = source.contentType().flatMap(UploadType::of);
    if (type.isEmpty()) {
      return refused(ErrorCode.Message.UNSUPPORTED_MEDIA_TYPE, source.contentType().orElse("(not detected)"),
          String.join(", ", UploadType.all().stream().map(UploadType::contentType).toList()));
    }
    UploadType known = type.get();
    if (source.length() > known.maxBytes()) {
      return refused(ErrorCode.Message.UPLOAD_TOO_LARGE, known.contentType(), known.maxBytes());
    }
    UploadRequest request = UploadRequest.builder()
        .contentType(UploadContentType.fromValue(known.contentType()))
        .sizeBytes(source.length())
        .build();
    Pending<Upload> result = new Pending<>();
    result.awaiting(createWithResponse(request, options.requestOptions())).whenComplete((place, failure) -> {
      if (failure != null) {
        result.completeExceptionally(Pending.unwrap(failure));
      } else if (!result.isDone()) {
        result.guard(() -> result.completeFrom(
            dispatcher.send(new UploadCall(place.body(), source, known.contentType(), options.listener()), options.requestOptions()),
            ApiResponse::body));
      }
    });
    return result;
  }

  /** Refuses with the words and the code of the server, but without a request, and so without a status. */
  private static CompletableFuture<Upload> refused(ErrorCode.Message message, Object... values) {
    return CompletableFuture.failedFuture(new InvalidRequestException(
        Failure.builder(Operation.CREATE_UPLOAD, "Not sent: " + message.text(values))
            .code(message.code(), message.code().value())
            .build()));
  }
}
