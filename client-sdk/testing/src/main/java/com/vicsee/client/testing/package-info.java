/**
 * Tests programs that use the client, offline: {@link com.vicsee.client.testing.VicSeeSandbox the sandbox} in the
 * test's own process, {@link com.vicsee.client.testing.VicSeeSandboxExtension its JUnit extension}, and {@link
 * com.vicsee.client.testing.ScriptedTransport a scripted transport}.
 */
@NullMarked
package com.vicsee.client.testing;

import org.jspecify.annotations.NullMarked;
