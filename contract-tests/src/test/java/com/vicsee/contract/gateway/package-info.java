/** The suite behind real gateways. */
@NullMarked
package com.vicsee.contract.gateway;

import org.jspecify.annotations.NullMarked;
