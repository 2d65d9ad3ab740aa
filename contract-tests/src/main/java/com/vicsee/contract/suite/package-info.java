/** All checks against one server: what a run may do, what it did, and what it found. */
@NullMarked
package com.vicsee.contract.suite;

import org.jspecify.annotations.NullMarked;
