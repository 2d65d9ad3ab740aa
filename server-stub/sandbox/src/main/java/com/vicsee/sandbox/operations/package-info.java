/** What an operator sees of the sandbox: metrics, and a log without secrets. */
@NullMarked
package com.vicsee.sandbox.operations;

import org.jspecify.annotations.NullMarked;
