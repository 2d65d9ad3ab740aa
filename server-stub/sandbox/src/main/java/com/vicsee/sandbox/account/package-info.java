/** Users, their keys and plans, and the credit ledger. */
@NullMarked
package com.vicsee.sandbox.account;

import org.jspecify.annotations.NullMarked;
