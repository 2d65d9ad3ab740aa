/** Waiting for tasks, one or many. */
@NullMarked
package com.vicsee.client.task;

import org.jspecify.annotations.NullMarked;
