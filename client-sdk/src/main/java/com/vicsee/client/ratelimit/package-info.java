/** The daily quota, and what the client does before it is exhausted. */
@NullMarked
package com.vicsee.client.ratelimit;

import org.jspecify.annotations.NullMarked;
