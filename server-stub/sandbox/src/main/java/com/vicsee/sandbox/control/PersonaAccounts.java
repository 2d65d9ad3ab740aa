package com.vicsee.sandbox.control;

import com.vicsee.sandbox.account.ReservedAccounts;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reserves the ids and keys of the personas. */
@Component
@ConditionalOnControl
class PersonaAccounts implements ReservedAccounts {
  @Override
  public Set<String> idsAndKeys() {
    return Arrays.stream(Persona.values()).flatMap(persona -> Stream.of(persona.userId(), persona.key())).collect(Collectors.toSet());
  }
}
