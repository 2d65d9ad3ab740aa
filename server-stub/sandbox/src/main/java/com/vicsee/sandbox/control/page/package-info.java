/** The page of the sandbox, and each example of the contract with its request. */
@NullMarked
package com.vicsee.sandbox.control.page;

import org.jspecify.annotations.NullMarked;
