/** The sandbox of the VicSee API. */
@NullMarked
package com.vicsee.server;

import org.jspecify.annotations.NullMarked;
