/** What whoever runs the server sees of it. */
@NullMarked
package com.vicsee.sandbox.operations;

import org.jspecify.annotations.NullMarked;
