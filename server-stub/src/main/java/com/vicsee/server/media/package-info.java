/** Results, inputs and uploads as bytes. */
@NullMarked
package com.vicsee.server.media;

import org.jspecify.annotations.NullMarked;
