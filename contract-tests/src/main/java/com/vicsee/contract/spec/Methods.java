package com.vicsee.contract.spec;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The methods that a contract has at a path, and others. */
public final class Methods {

  /** Methods that change nothing (RFC 9110, section 9.2.1). */
  private static final List<String> SAFE = List.of("GET", "HEAD", "TRACE", "OPTIONS");

  private static final List<String> UNSAFE = List.of("DELETE", "PATCH", "PUT", "POST", "PURGE");

  private Methods() {}

  /** The methods that the contract has at the path of an operation. */
  public static Set<String> declared(Contract contract, Operation operation) {
    Set<String> declared = new TreeSet<>();
    contract.operations().stream().filter(o -> o.path().equals(operation.path())).forEach(o -> declared.add(o.method()));
    if (declared.contains("GET")) {
      declared.add("HEAD");
    }
    return declared;
  }

  /**
   * Other methods for that path; OPTIONS, which a server may answer for any path (section 9.3.7), is the last.
   *
   * @param harmless whether they must be safe, as for a server that is not the sandbox: others could change its state or empty a cache
   */
  public static List<String> undeclared(Contract contract, Operation operation, boolean harmless) {
    Set<String> declared = declared(contract, operation);
    return Stream.concat(harmless ? Stream.of() : UNSAFE.stream(), SAFE.stream()).filter(m -> !declared.contains(m)).toList();
  }

  /** Whether a server that is not the sandbox may get a method: the contract has it at some path, or it is safe. */
  public static boolean isHarmless(Contract contract, String method) {
    return SAFE.contains(method) || contract.operations().stream().anyMatch(o -> o.method().equals(method));
  }
}
