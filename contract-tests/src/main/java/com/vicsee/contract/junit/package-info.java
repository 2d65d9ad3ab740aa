/** The checks as JUnit 5 tests of a server team's own build. */
@NullMarked
package com.vicsee.contract.junit;

import org.jspecify.annotations.NullMarked;
