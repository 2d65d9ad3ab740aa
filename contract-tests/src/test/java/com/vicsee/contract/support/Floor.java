package com.vicsee.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.ErrorPair;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what a test has exercised. The contract states what is required, so that a new error code fails until a test covers it. The
 * constants are a minimum, so that a contract that was read as empty does not pass.
 */
public final class Floor {

  /** The contract had as many operations when this was written. */
  public static final int OPERATIONS = 8;

  /** The contract had as many pairs of an operation and an error code when this was written. */
  public static final int PAIRS = 117;

  private final Set<String> operations = ConcurrentHashMap.newKeySet();
  private final Set<ErrorPair> pairs = ConcurrentHashMap.newKeySet();

  /** Records a success of an operation. */
  public void succeeded(Operation operation) {
    operations.add(operation.id());
  }

  /** Records that the error of an example was provoked. */
  public void failed(Example example) {
    pairs.add(ErrorPair.of(example));
  }

  /** Fails unless everything that the contract declares was exercised. */
  public void assertComplete(Contract contract) {
    assertThat(operations).hasSizeGreaterThanOrEqualTo(OPERATIONS)
        .containsExactlyInAnyOrderElementsOf(contract.operations().stream().map(Operation::id).toList());
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(PAIRS)
        .containsExactlyInAnyOrderElementsOf(new LinkedHashSet<>(contract.errorPairs()));
  }
}
