/** What whoever runs the server sees of it. */
@NullMarked
package com.vicsee.server.operations;

import org.jspecify.annotations.NullMarked;
