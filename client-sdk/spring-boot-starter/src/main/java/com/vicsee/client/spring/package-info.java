/** The client as a bean of a Spring Boot application. */
@NullMarked
package com.vicsee.client.spring;

import org.jspecify.annotations.NullMarked;
