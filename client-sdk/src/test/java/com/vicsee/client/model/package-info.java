@NullMarked
package com.vicsee.client.model;

import org.jspecify.annotations.NullMarked;
