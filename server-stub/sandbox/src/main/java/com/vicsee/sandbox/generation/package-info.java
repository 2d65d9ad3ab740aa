/** Submissions, idempotency keys, the jobs that carry generations out, and the provider interface. */
@NullMarked
package com.vicsee.sandbox.generation;

import org.jspecify.annotations.NullMarked;
