/** The client of the VicSee API: start at {@link com.vicsee.client.VicSeeClient}. */
@NullMarked
package com.vicsee.client;

import org.jspecify.annotations.NullMarked;
