package com.vicsee.client.error;

import java.util.OptionalLong;
import java.util.stream.Stream;

/** Status 402: the balance is lower than the price. */
public final class InsufficientCreditsException extends ApiException {

  private static final long serialVersionUID = 1L;

  /** Makes the exception of a failure. */
  public InsufficientCreditsException(Failure failure) {
    super(failure);
  }

  /** Returns the credits that the request costs; empty when the server did not say it. */
  public OptionalLong required() {
    return parameter("required");
  }

  /** Returns the credits that can be spent; empty when the server did not say it. */
  public OptionalLong available() {
    return parameter("available");
  }

  private OptionalLong parameter(String name) {
    return code().messages().stream()
        .flatMap(template -> Stream.ofNullable(MessageTemplate.parse(template, apiMessage()).get(name)))
        .flatMapToLong(value -> toLong(value).stream())
        .findFirst();
  }

  private static OptionalLong toLong(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      return OptionalLong.empty();
    }
  }
}
