/** Personas, triggers, clock, reset and journal. Active in the sandbox profile only. */
@NullMarked
package com.vicsee.server.sandbox;

import org.jspecify.annotations.NullMarked;
