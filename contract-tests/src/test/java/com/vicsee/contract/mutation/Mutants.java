package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Schemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The mutants of all operators but those of the contract itself. */
public final class Mutants {

  private static final String WIRE = "wire";

  private Mutants() {}

  /** All mutants of the sandbox at a URL. */
  public static List<Mutant> all(Contract contract, Schemas schemas, String baseUrl) {
    List<Mutant> all = new ArrayList<>(new AnswerOperators(contract, schemas).all());
    all.addAll(SequenceOperators.all(contract, baseUrl));
    contract.operations().forEach(o -> WireFault.all(Duration.ofSeconds(1)).keySet().forEach(how -> all.add(Mutant.of(WIRE, o.id(), "*", how, truth -> truth))));
    return all;
  }

  /** Whether a mutant is a fault in the way an answer is sent, by the name of its place. */
  public static boolean isOfTheWire(Mutant mutant) {
    return mutant.kind().equals(WIRE);
  }
}
