/**
 * The frame in which checks run. A {@link com.vicsee.contract.probe.Scenario} drives a server through a {@link com.vicsee.contract.probe.Probe};
 * a {@link com.vicsee.contract.probe.ResponseCheck} judges one {@link com.vicsee.contract.probe.Answer} by itself.
 */
@NullMarked
package com.vicsee.contract.probe;

import org.jspecify.annotations.NullMarked;
