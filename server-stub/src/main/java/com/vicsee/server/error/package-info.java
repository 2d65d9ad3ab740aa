/** The envelope of errors: one problem, one writer. It depends on none of the other packages. */
@NullMarked
package com.vicsee.server.error;

import org.jspecify.annotations.NullMarked;
