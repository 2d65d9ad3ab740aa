/** Tests of the runner: what it may do to a server, and what it finds. */
@NullMarked
package com.vicsee.contract.suite;

import org.jspecify.annotations.NullMarked;
