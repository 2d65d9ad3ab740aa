/** The Java client of the VicSee API. */
@NullMarked
package com.vicsee.client;

import org.jspecify.annotations.NullMarked;
