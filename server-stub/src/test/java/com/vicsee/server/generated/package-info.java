@NullMarked
package com.vicsee.server.generated;

import org.jspecify.annotations.NullMarked;
