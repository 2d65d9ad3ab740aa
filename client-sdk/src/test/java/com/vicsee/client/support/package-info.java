/**
 * What the tests of the client share: servers on a free port, a time that does not pass by itself, both faces of the
 * client.
 */
@NullMarked
package com.vicsee.client.support;

import org.jspecify.annotations.NullMarked;
