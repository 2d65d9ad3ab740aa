/** What the tests of the sandbox share. */
@NullMarked
package com.vicsee.server.testing;

import org.jspecify.annotations.NullMarked;
