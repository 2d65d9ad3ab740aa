/** The store of tasks and their life cycle. */
@NullMarked
package com.vicsee.sandbox.task;

import org.jspecify.annotations.NullMarked;
