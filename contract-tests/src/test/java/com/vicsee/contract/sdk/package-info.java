/** The SDK under examination: every operation, and every error through its own decoding. */
@NullMarked
package com.vicsee.contract.sdk;

import org.jspecify.annotations.NullMarked;
