/** The command line: all checks against a server at some URL. */
@NullMarked
package com.vicsee.contract.cli;

import org.jspecify.annotations.NullMarked;
