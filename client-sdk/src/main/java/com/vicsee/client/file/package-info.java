/** Uploads of media, and downloads of results. */
@NullMarked
package com.vicsee.client.file;

import org.jspecify.annotations.NullMarked;
