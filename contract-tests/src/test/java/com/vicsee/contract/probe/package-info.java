/** Tests of the frame in which checks run. */
@NullMarked
package com.vicsee.contract.probe;

import org.jspecify.annotations.NullMarked;
