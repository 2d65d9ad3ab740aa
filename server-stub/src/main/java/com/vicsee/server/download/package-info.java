/** Bytes as a response: validators and ranges (RFC 9110, sections 13 and 14). */
@NullMarked
package com.vicsee.server.download;

import org.jspecify.annotations.NullMarked;
