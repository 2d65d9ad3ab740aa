/** One controller per tag, implementing the generated interface. No error logic and no SQL. */
@NullMarked
package com.vicsee.sandbox.api;

import org.jspecify.annotations.NullMarked;
