/**
 * Would the checks notice a lie? Lies are generated from the contract, told one at a time by a server that is otherwise true, and each has to be found.
 */
@NullMarked
package com.vicsee.contract.mutation;

import org.jspecify.annotations.NullMarked;
