/** Results, inputs and uploads as bytes. */
@NullMarked
package com.vicsee.sandbox.media;

import org.jspecify.annotations.NullMarked;
