/** The parsed contract, and what starts and stops the servers that are examined. */
@NullMarked
package com.vicsee.contract.support;

import org.jspecify.annotations.NullMarked;
