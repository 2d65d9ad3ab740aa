/** Personas, fixed tasks, triggers, clock, reset and journal. {@code vicsee.control=false} switches all of it off. */
@NullMarked
package com.vicsee.sandbox.control;

import org.jspecify.annotations.NullMarked;
