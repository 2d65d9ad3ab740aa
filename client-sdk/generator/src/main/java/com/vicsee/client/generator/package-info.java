/** The step between the contract and the templates of the client. */
@NullMarked
package com.vicsee.client.generator;

import org.jspecify.annotations.NullMarked;
