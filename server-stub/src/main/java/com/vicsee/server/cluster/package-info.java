/** What the instances that work on one database know of each other and share. */
@NullMarked
package com.vicsee.server.cluster;

import org.jspecify.annotations.NullMarked;
