/** This suite beside other tools, on the same contract and stub, in one run: a command, not a test. */
@NullMarked
package com.vicsee.contract.benchmark;

import org.jspecify.annotations.NullMarked;
