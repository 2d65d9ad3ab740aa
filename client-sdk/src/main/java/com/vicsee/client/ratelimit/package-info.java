/** Where the caller stands in the daily quota, and how to stay clear of its wall. */
@NullMarked
package com.vicsee.client.ratelimit;

import org.jspecify.annotations.NullMarked;
