package com.vicsee.contract.suite;

import com.vicsee.contract.check.StatusDeclared;
import com.vicsee.contract.probe.Check;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.ClassPath;
import java.util.Comparator;
import java.util.List;

/** All checks: every class of the package `check`. A new check needs no entry anywhere. */
public final class Checks {

  private static final Class<?> ONE = StatusDeclared.class;
  private static final List<Check> ALL = ClassPath.of(ONE).list(".class").stream().map(Checks::load).filter(Check.class::isAssignableFrom)
      .map(Checks::make).toList();

  private Checks() {}

  /** The checks that see every answer, by name. */
  public static List<ResponseCheck> ofResponses() {
    return ALL.stream().filter(ResponseCheck.class::isInstance).map(ResponseCheck.class::cast).sorted(Comparator.comparing(Check::id)).toList();
  }

  /** The checks that drive a server, in the order in which they run. */
  public static List<Scenario> scenarios() {
    return ALL.stream().filter(Scenario.class::isInstance).map(Scenario.class::cast)
        .sorted(Comparator.comparingInt(Scenario::turn).thenComparing(Check::id)).toList();
  }

  private static Class<?> load(String file) {
    try {
      return Class.forName(ONE.getPackageName() + '.' + file.replace(".class", ""), false, ONE.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(file + " is not a class", e);
    }
  }

  private static Check make(Class<?> check) {
    try {
      return (Check) check.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(check + " needs a public constructor without parameters", e);
    }
  }
}
