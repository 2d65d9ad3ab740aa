/** The quota per user and UTC day, and per address for callers without a key. */
@NullMarked
package com.vicsee.server.ratelimit;

import org.jspecify.annotations.NullMarked;
