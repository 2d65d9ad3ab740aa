/** Personas, triggers, clock, reset and journal. Active in the sandbox profile only. */
@NullMarked
package com.vicsee.sandbox.control;

import org.jspecify.annotations.NullMarked;
