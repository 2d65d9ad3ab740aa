package com.vicsee.contract.coverage;

/**
 * One statement of the contract, which a server keeps or breaks.
 *
 * @param id a name that stays the same as long as the contract has the element
 * @param operation the operation that it belongs to
 * @param status the status that it belongs to, `request` for what a caller sends, or `always`
 * @param pointer where it is written
 */
public record Element(String id, Kind kind, String operation, String status, String pointer) {

  /** The kinds of elements. */
  public enum Kind {
    OPERATION, SECURITY, PARAMETER, REQUEST_PROPERTY, REQUEST_CONSTRAINT, REQUEST_VALUE,
    PROMISE, STATUS, ERROR_CODE, MEDIA_TYPE, HEADER, HEADER_CONSTRAINT, EXAMPLE, PROPERTY, CONSTRAINT, VALUE
  }

  /** Whether it belongs to the request. */
  public boolean isRequest() {
    return status.equals("request");
  }

  @Override
  public String toString() {
    return id;
  }
}
