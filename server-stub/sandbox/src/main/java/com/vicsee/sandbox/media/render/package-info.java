/**
 * Draws, films and plays prompts, and measures media that callers send.
 *
 * <p>Everything here is deterministic: the same specification gives the same bytes, on every supported Java release.
 * Nothing depends on the fonts, the display or the locale of the machine.
 */
@NullMarked
package com.vicsee.sandbox.media.render;

import org.jspecify.annotations.NullMarked;
