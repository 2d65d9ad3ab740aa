/** Users, their keys and plans, the credit ledger, and the file of accounts. */
@NullMarked
package com.vicsee.sandbox.account;

import org.jspecify.annotations.NullMarked;
