/** The checks, one class each, and nothing else. No check calls another. */
@NullMarked
package com.vicsee.contract.check;

import org.jspecify.annotations.NullMarked;
