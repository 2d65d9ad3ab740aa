/** Users, their keys and plans, and the credit ledger. */
@NullMarked
package com.vicsee.server.account;

import org.jspecify.annotations.NullMarked;
