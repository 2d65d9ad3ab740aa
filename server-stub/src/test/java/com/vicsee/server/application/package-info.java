/** The library within an application, over HTTP. */
@NullMarked
package com.vicsee.server.application;

import org.jspecify.annotations.NullMarked;
