/**
 * Makes sure that a paid request under an {@code Idempotency-Key} is executed once (contract, parameter {@code IdempotencyKey}), when the application has a
 * store for keys.
 */
@NullMarked
package com.vicsee.server.idempotency;

import org.jspecify.annotations.NullMarked;
