@NullMarked
package com.vicsee.client.generated;

import org.jspecify.annotations.NullMarked;
