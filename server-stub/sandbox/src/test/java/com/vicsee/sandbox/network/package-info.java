/** The sandbox as others reach it: from a page in a browser, and behind a proxy. */
@org.jspecify.annotations.NullMarked
package com.vicsee.sandbox.network;
