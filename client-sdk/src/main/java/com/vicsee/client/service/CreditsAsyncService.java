package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.generated.model.CreditBalance;
import java.util.concurrent.CompletableFuture;

/**
 * The balance of the account. The futures fail with what the synchronous methods throw; cancelling one cancels its
 * request.
 */
public interface CreditsAsyncService {

  /** Reads the balance. */
  default CompletableFuture<CreditBalance> getCredits() {
    return getCredits(RequestOptions.none());
  }

  /**
   * Reads the balance.
   *
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<CreditBalance> getCredits(RequestOptions options);

  /**
   * Reads the balance. Returns the value with what the response says beside it.
   *
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<ApiResponse<CreditBalance>> getCreditsWithResponse(RequestOptions options);
}
