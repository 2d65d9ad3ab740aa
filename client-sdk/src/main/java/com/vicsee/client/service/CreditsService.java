package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.generated.model.CreditBalance;

/** The balance of the account. Thread-safe. */
public interface CreditsService {

  /**
   * Reads the balance.
   *
   * @throws VicSeeException when the call fails
   */
  default CreditBalance getCredits() {
    return getCredits(RequestOptions.none());
  }

  /**
   * Reads the balance.
   *
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  CreditBalance getCredits(RequestOptions options);

  /**
   * Reads the balance. Returns the value with what the response says beside it.
   *
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  ApiResponse<CreditBalance> getCreditsWithResponse(RequestOptions options);
}
