/** Tells the lies to the checks, and counts which of them notice. */
@NullMarked
package com.vicsee.contract.mutation;

import org.jspecify.annotations.NullMarked;
