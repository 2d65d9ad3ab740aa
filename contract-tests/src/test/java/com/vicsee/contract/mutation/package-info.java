/** The mutation operators by class of a taxonomy, and the run that counts which mutants the checks kill. */
@NullMarked
package com.vicsee.contract.mutation;

import org.jspecify.annotations.NullMarked;
