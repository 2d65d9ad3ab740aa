package com.vicsee.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room each class stands in, and which rooms may know of which. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("com.vicsee.server");

  static Stream<ArchRule> rules() {
    return Stream.of(
        room("model", "api", "error", "body", "gate", "catalogue", "download", "idempotency", "container").because("generated models know the contract only"),
        room("api", "error", "body", "gate", "catalogue", "download", "idempotency", "container").because("generated interfaces know the contract only"),
        room("error", "body", "gate", "catalogue", "download", "idempotency", "container").because("every room rejects with a problem"),
        room("body", "gate", "catalogue", "download", "idempotency", "container").because("a body is received and read the same for every caller"),
        room("download", "body", "gate", "catalogue", "idempotency", "container").because("bytes are sent for any path"),
        room("catalogue", "gate", "idempotency", "container").because("a price is the same for every caller"),
        room("gate", "catalogue", "idempotency", "container").because("the gate decides by the head of a request"),
        room("idempotency", "catalogue", "container").because("a key works for any paid operation"),
        noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.springframework.data..", "org.springframework.scheduling..")
            .because("the stub keeps no state; that is for the server built on it"),
        noClasses().should().callMethod(java.time.Instant.class, "now").because("time is a parameter: what needs it takes a Clock"),
        slices().matching("com.vicsee.server.(*)..").should().beFreeOfCycles()
            .because("of two packages that need each other neither can be understood alone"));
  }

  /** A room, and the rooms above it, of which it must not know. */
  private static ClassesShouldConjunction room(String name, String... above) {
    String[] packages = Stream.of(above).map(it -> "com.vicsee.server." + it + "..").toArray(String[]::new);
    return noClasses().that().resideInAPackage("com.vicsee.server." + name + "..").should().dependOnClassesThat().resideInAnyPackage(packages);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void classes_allOfThem_keepTheRule(ArchRule rule) {
    rule.check(CLASSES);
  }
}
