/** The price of a request, before it is spent. */
@NullMarked
package com.vicsee.client.price;

import org.jspecify.annotations.NullMarked;
