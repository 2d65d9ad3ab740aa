/** Tests of what the instances share. */
@NullMarked
package com.vicsee.sandbox.database;

import org.jspecify.annotations.NullMarked;
