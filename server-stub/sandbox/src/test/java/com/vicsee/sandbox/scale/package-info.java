/** The sandbox on a shared database: alone, with others, and when one of them is killed. */
@NullMarked
package com.vicsee.sandbox.scale;

import org.jspecify.annotations.NullMarked;
