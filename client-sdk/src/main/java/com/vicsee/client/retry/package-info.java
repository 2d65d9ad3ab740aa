/** When a failed call is tried again, and after which delay. */
@NullMarked
package com.vicsee.client.retry;

import org.jspecify.annotations.NullMarked;
