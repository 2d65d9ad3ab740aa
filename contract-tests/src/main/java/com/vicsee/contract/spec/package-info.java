/** The parsed contract, with the line of each of its nodes, its schemas, and the requests that it describes. */
@NullMarked
package com.vicsee.contract.spec;

import org.jspecify.annotations.NullMarked;
