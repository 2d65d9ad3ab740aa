@NullMarked
package com.vicsee.server.model;

import org.jspecify.annotations.NullMarked;
