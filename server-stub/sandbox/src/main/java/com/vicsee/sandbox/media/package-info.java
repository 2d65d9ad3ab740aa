/** The bytes of results, inputs and uploads. */
@NullMarked
package com.vicsee.sandbox.media;

import org.jspecify.annotations.NullMarked;
