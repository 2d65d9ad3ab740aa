package com.vicsee.client.service;

import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.model.Upload;
import java.nio.file.Path;

/** Uploads of the caller's own media. Thread-safe. */
public interface UploadsService extends UploadsOperations {

  /**
   * Uploads a file, whose media type is detected. Use the {@code publicUrl} of the returned upload, or the upload itself, as an input of a
   * generation.
   *
   * @param file the file
   * @throws InvalidRequestException when the media type is not allowed, or there are no bytes or too many. Then no request is made
   * @throws TransferException when the bytes cannot be read, or the storage refuses them
   */
  default Upload upload(Path file) {
    return upload(file, UploadOptions.defaults());
  }

  /**
   * Uploads a file, whose media type is detected. Use the {@code publicUrl} of the returned upload, or the upload itself, as an input of a
   * generation.
   *
   * @param file the file
   * @param options the listener of the progress, and the options of the requests
   * @throws InvalidRequestException when the media type is not allowed, or there are no bytes or too many. Then no request is made
   * @throws TransferException when the bytes cannot be read, or the storage refuses them
   */
  Upload upload(Path file, UploadOptions options);

  /**
   * Uploads bytes. Use the {@code publicUrl} of the returned upload, or the upload itself, as an input of a generation. The media type and the size are
   * checked against the contract before any request.
   *
   * @param source the bytes
   * @throws InvalidRequestException when the media type is not allowed, or there are no bytes or too many. Then no request is made
   * @throws TransferException when the bytes cannot be read, or the storage refuses them
   */
  default Upload upload(UploadSource source) {
    return upload(source, UploadOptions.defaults());
  }

  /**
   * Uploads bytes. Use the {@code publicUrl} of the returned upload, or the upload itself, as an input of a generation. The media type and the size are
   * checked against the contract before any request.
   *
   * @param source the bytes
   * @param options the listener of the progress, and the options of the requests
   * @throws InvalidRequestException when the media type is not allowed, or there are no bytes or too many. Then no request is made
   * @throws TransferException when the bytes cannot be read, or the storage refuses them
   */
  Upload upload(UploadSource source, UploadOptions options);
}
