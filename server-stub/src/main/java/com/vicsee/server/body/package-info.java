/** Bodies of requests and responses: receiving without a thread, JSON, and validation by the schemas of the contract. */
@NullMarked
package com.vicsee.server.body;

import org.jspecify.annotations.NullMarked;
