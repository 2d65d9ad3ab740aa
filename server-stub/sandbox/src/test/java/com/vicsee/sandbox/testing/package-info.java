/** What the tests of the sandbox share. */
@NullMarked
package com.vicsee.sandbox.testing;

import org.jspecify.annotations.NullMarked;
