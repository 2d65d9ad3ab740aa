/** Media of the caller's own going up, and results coming down. */
@NullMarked
package com.vicsee.client.file;

import org.jspecify.annotations.NullMarked;
