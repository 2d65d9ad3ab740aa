/** What an operator of the sandbox sees: logs and metrics. */
@NullMarked
package com.vicsee.sandbox.operations;

import org.jspecify.annotations.NullMarked;
