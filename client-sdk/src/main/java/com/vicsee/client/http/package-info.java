/** One call over HTTP: its options, its response, its attempts, and the transport that sends it. */
@NullMarked
package com.vicsee.client.http;

import org.jspecify.annotations.NullMarked;
