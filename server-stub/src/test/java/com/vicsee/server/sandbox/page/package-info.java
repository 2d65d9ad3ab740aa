@NullMarked
package com.vicsee.server.sandbox.page;

import org.jspecify.annotations.NullMarked;
