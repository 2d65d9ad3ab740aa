package com.vicsee.client.file;

import java.util.Optional;

/**
 * A download that is complete.
 *
 * @param bytes the length in bytes, which agrees with what the server announced
 * @param contentType the media type, such as {@code image/png}
 * @param version the entity tag of the bytes; empty when the server sent none
 */
public record Downloaded(long bytes, String contentType, Optional<String> version) {
}
