package com.vicsee.sandbox.account;

/** A mistake in the file of {@code vicsee.accounts}. The message is one line: file, line number, mistake. */
public final class AccountsFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AccountsFileException(String message) {
    super(message);
  }
}
