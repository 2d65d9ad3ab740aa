/** What can go wrong: one unchecked, immutable exception per kind of failure. */
@NullMarked
package com.vicsee.client.error;

import org.jspecify.annotations.NullMarked;
