/** What the instances that work on one database know of each other and share. */
@NullMarked
package com.vicsee.sandbox.database;

import org.jspecify.annotations.NullMarked;
