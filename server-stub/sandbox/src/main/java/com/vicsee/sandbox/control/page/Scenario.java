package com.vicsee.sandbox.control.page;

import com.vicsee.server.model.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example of the contract, and the request that the sandbox answers with it.
 *
 * @param operationId the operation that the example belongs to
 * @param method the method of that operation
 * @param path the path of that operation below the base URL, as the contract writes it
 * @param summary what that operation does
 * @param status the HTTP status of the answer
 * @param example the key of the example in the contract
 * @param title what the example shows
 * @param code the error code; null for a success
 * @param message the message that is answered, null for a success. Where several operations share the example, the live values in it are
 *     placeholders in braces.
 * @param remedy what the caller does about it; null for a success
 * @param retryable whether the same request may succeed later; null for a success
 * @param origin whether the code is {@code published} by the vendor or {@code decided} by this contract; null for a success
 * @param request what to send
 * @param curl the command that sends it, for a POSIX shell
 */
record Scenario(
    String operationId,
    String method,
    String path,
    String summary,
    int status,
    String example,
    String title,
    @Nullable ErrorCode code,
    @Nullable String message,
    @Nullable String remedy,
    @Nullable Boolean retryable,
    @Nullable String origin,
    Request request,
    String curl) {

  /**
   * A request.
   *
   * @param url the whole URL, percent-encoded
   * @param body the body, without its padding; null for none
   * @param padding how many spaces follow the body
   */
  record Request(String method, String url, Map<String, String> headers, @Nullable String body, int padding) {}
}
