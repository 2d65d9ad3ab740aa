/** What is examined: a server at some base URL, and what is sent to it and comes back. */
@NullMarked
package com.vicsee.contract.http;

import org.jspecify.annotations.NullMarked;
