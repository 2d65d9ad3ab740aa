/** The store of tasks and their life cycle. */
@NullMarked
package com.vicsee.server.task;

import org.jspecify.annotations.NullMarked;
