package com.vicsee.contract.spec;

/** An operation and an error code that it declares. */
public record ErrorPair(String operation, String code) {

  /** The pair that an example shows. */
  public static ErrorPair of(Example example) {
    return new ErrorPair(example.operation(), example.code());
  }
}
