/** The model catalogue, prices, submission, and the provider that does the work. */
@NullMarked
package com.vicsee.sandbox.generation;

import org.jspecify.annotations.NullMarked;
