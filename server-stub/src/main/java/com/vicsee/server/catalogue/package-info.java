/** The models that a server has, in the contract's own form: which requests they take, and what a request costs. */
@NullMarked
package com.vicsee.server.catalogue;

import org.jspecify.annotations.NullMarked;
