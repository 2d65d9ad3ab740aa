/** The database: where it is, its file, the instances on it, caches, and the purge. */
@NullMarked
package com.vicsee.sandbox.database;

import org.jspecify.annotations.NullMarked;
