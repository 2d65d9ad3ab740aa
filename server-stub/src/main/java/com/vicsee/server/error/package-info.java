/** The envelope of errors: one problem, one writer. It knows none of the other rooms. */
@NullMarked
package com.vicsee.server.error;

import org.jspecify.annotations.NullMarked;
