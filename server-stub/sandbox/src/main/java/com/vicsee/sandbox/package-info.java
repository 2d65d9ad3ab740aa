/** The sandbox of the VicSee API. */
@NullMarked
package com.vicsee.sandbox;

import org.jspecify.annotations.NullMarked;
