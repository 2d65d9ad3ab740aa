/** The checks as JUnit tests. */
@NullMarked
package com.vicsee.contract.junit;

import org.jspecify.annotations.NullMarked;
