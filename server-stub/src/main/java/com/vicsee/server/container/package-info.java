/** Errors of the servlet container and of filters, in the envelope of the contract. */
@NullMarked
package com.vicsee.server.container;

import org.jspecify.annotations.NullMarked;
