/** The ledger: every element of the contract, for every target, with a verdict. */
@NullMarked
package com.vicsee.contract.coverage;

import org.jspecify.annotations.NullMarked;
