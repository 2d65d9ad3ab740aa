package com.vicsee.sandbox.api;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.account.Ledger;
import com.vicsee.server.api.CreditsApi;
import com.vicsee.server.model.CreditBalance;
import com.vicsee.server.model.CreditsResponse;
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
  public ResponseEntity<CreditsResponse> getCredits(GetCreditsParameters parameters) {
    return ResponseEntity.ok(new CreditsResponse(true, new CreditBalance(ledger.balance(Account.current().userId()))));
  }
}
