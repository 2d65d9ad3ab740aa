/** The page of the sandbox, and every answer of the contract with the request that provokes it. Active in the sandbox profile only. */
@NullMarked
package com.vicsee.sandbox.control.page;

import org.jspecify.annotations.NullMarked;
