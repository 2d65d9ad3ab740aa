/** The quota per user and UTC day, and per address for callers without a key. */
@NullMarked
package com.vicsee.sandbox.ratelimit;

import org.jspecify.annotations.NullMarked;
