package com.vicsee.client.file;

import java.util.Optional;

/**
 * What was downloaded.
 *
 * @param bytes the length, which agrees with what the server announced
 * @param contentType the media type, such as {@code image/png}
 * @param version the entity tag of the bytes; empty when the server told none
 */
public record Downloaded(long bytes, String contentType, Optional<String> version) {
}
