/** A server at a base URL, the requests that it gets and its answers. */
@NullMarked
package com.vicsee.contract.http;

import org.jspecify.annotations.NullMarked;
