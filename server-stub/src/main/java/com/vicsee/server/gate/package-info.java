/** What runs before every handler: the request id, the operation, the caller, the quota and the form of the request, in the order of the contract. */
@NullMarked
package com.vicsee.server.gate;

import org.jspecify.annotations.NullMarked;
