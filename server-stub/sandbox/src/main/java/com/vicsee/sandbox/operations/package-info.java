/** What whoever runs the server sees of it: metrics, and a log without secrets. */
@NullMarked
package com.vicsee.sandbox.operations;

import org.jspecify.annotations.NullMarked;
