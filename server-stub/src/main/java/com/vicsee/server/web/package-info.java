/** What every response needs: request id, authentication, rate limit, and one writer of errors for filters, handlers and the container. */
@NullMarked
package com.vicsee.server.web;

import org.jspecify.annotations.NullMarked;
