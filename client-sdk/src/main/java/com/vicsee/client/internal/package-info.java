/** How the client works inside. Not for callers: everything here may change without notice. */
@NullMarked
package com.vicsee.client.internal;

import org.jspecify.annotations.NullMarked;
