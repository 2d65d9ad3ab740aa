/** Tests of what the instances share. */
@NullMarked
package com.vicsee.server.cluster;

import org.jspecify.annotations.NullMarked;
