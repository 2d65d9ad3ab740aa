/** Requests, and how they are shown. */
@NullMarked
package com.vicsee.contract.target;

import org.jspecify.annotations.NullMarked;
