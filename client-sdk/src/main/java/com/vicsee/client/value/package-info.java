/** What values and options share. Not exported. */
@NullMarked
package com.vicsee.client.value;

import org.jspecify.annotations.NullMarked;
