package com.vicsee.server.web;

import com.vicsee.server.generated.model.ContractFacts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes request ids. */
@Component
public final class RequestIds {
  /** Returns the caller's id when it is a valid one, otherwise a new one. */
  public String of(@Nullable String sent) {
    return sent != null && ContractFacts.REQUEST_ID.matcher(sent).matches() ? sent : "req-" + UUID.randomUUID();
  }
}
