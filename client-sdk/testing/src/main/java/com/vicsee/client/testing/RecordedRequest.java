package com.vicsee.client.testing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that the sandbox received, and how it answered.
 *
 * @param time when, by the clock of the sandbox
 * @param method the method
 * @param path the path, without the query
 * @param query the query; null when there is none
 * @param status the status of the answer
 * @param code the error code of the answer; null after a success
 * @param requestId the id of the request; null when the answer had none
 */
public record RecordedRequest(
    Instant time,
    String method,
    String path,
    @Nullable String query,
    int status,
    @Nullable String code,
    @Nullable String requestId) {
}
