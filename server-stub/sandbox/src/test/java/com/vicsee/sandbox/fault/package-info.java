/** What happens to what was accepted when things go wrong: each against a server in a process of its own, or its database, or its disk. */
@NullMarked
package com.vicsee.sandbox.fault;

import org.jspecify.annotations.NullMarked;
