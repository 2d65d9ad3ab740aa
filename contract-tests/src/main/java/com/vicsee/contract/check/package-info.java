/**
 * The checks, one class each. A {@link ResponseCheck} judges one answer by itself; it sees every answer that any test provokes. A
 * {@link Scenario} drives a server through several requests.
 */
@NullMarked
package com.vicsee.contract.check;

import org.jspecify.annotations.NullMarked;
