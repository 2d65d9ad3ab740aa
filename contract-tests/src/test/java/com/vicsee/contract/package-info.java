/** Tests that are generated from the contract. */
@NullMarked
package com.vicsee.contract;

import org.jspecify.annotations.NullMarked;
