package com.vicsee.contract.spec;

import java.util.List;
import java.util.Optional;

/** The facts of an error code, and where the contract has them. */
public record ErrorFacts(String code, int status, boolean retryable, List<MessageTemplate> messages, String pointer) {

  /** The template that a message fits, if there is one. */
  public Optional<MessageTemplate> templateOf(String message) {
    return messages.stream().filter(t -> t.fits(message)).findFirst();
  }
}
