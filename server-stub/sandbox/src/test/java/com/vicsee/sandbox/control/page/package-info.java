@NullMarked
package com.vicsee.sandbox.control.page;

import org.jspecify.annotations.NullMarked;
