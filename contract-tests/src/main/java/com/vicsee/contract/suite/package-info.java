/** A run of all checks against one server: its settings, its limits and its outcome. */
@NullMarked
package com.vicsee.contract.suite;

import org.jspecify.annotations.NullMarked;
