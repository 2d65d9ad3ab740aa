/** The model catalogue, prices, submission, and the provider that does the work. */
@NullMarked
package com.vicsee.server.generation;

import org.jspecify.annotations.NullMarked;
