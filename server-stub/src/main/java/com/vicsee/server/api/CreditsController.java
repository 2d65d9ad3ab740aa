package com.vicsee.server.api;

import com.vicsee.server.account.Ledger;
import com.vicsee.server.generated.api.CreditsApi;
import com.vicsee.server.generated.model.CreditBalance;
import com.vicsee.server.generated.model.CreditsResponse;
import com.vicsee.server.web.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The balance of the caller. */
@RestController
class CreditsController implements CreditsApi {
  private final Ledger ledger;

  CreditsController(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public ResponseEntity<CreditsResponse> getCredits(@Nullable String requestId) {
    return ResponseEntity.ok(new CreditsResponse(true, new CreditBalance(ledger.balance(Caller.account().userId()))));
  }
}
