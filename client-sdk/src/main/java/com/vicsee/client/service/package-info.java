/** The operations of the API, one service for each tag of the contract, synchronous and asynchronous. */
@NullMarked
package com.vicsee.client.service;

import org.jspecify.annotations.NullMarked;
