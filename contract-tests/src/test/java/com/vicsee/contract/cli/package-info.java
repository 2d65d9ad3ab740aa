/** Tests of the command line. */
@NullMarked
package com.vicsee.contract.cli;

import org.jspecify.annotations.NullMarked;
