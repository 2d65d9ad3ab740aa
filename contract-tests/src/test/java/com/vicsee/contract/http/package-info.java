/** Requests, and how they are shown. */
@NullMarked
package com.vicsee.contract.http;

import org.jspecify.annotations.NullMarked;
