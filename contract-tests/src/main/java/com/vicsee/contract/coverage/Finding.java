package com.vicsee.contract.coverage;

import com.vicsee.contract.http.ApiRequest;

/**
 * A fault of a server: what it sent, what the contract says and where, and how to repeat it.
 *
 * @param check the id of the check that found it
 * @param element the id of the element that is broken
 * @param place where the contract says so, as `openapi.yaml:LINE`
 */
public record Finding(String check, String target, String element, String received, String documented, String place,
    ApiRequest request) {

  /** The same fault, of another element. */
  public Finding of(String other) {
    return new Finding(check, target, other, received, documented, place, request);
  }

  @Override
  public String toString() {
    return "[" + check + "] " + element + " on " + target + "\n  received:   " + received + "\n  documented: " + documented + " at "
        + place + "\n  repeat:     " + request.toCurl();
  }
}
