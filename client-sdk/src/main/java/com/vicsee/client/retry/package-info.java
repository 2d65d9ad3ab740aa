/** Which failed calls are retried, and after which delay. */
@NullMarked
package com.vicsee.client.retry;

import org.jspecify.annotations.NullMarked;
