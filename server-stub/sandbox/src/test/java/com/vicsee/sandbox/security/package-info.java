/**
 * Attacks over HTTP, one class per entry of the OWASP API Security Top 10 of 2023, each named after its entry. All ten apply.
 *
 * <p>What part of an entry does not apply, and why:
 *
 * <ul>
 *   <li>API2: there are no passwords, tokens or sessions. Keys are handed out elsewhere.
 *   <li>API5: the API has no administrators. The functions above a plan are those of a larger plan; the control of the sandbox is beside the API.
 *   <li>API7: the only URLs that the server follows are inputs. What happens on the way, with names and redirects, is in {@code media.RemoteMediaTest}.
 *   <li>API8: TLS ends before this server.
 *   <li>API10: a provider that misbehaves is in {@code fault.ProviderTest}.
 * </ul>
 */
@NullMarked
package com.vicsee.sandbox.security;

import org.jspecify.annotations.NullMarked;
