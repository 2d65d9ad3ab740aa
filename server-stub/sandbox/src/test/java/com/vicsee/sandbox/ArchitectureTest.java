package com.vicsee.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room each class stands in, and which rooms may know of which. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("com.vicsee.sandbox");

  private static final String[] SQL = {"java.sql..", "org.springframework.jdbc..", "org.springframework.dao.."};

  static Stream<ArchRule> rules() {
    return Stream.of(
        room("api", "control").because("controllers stand on every service; the sandbox is controlled from outside"),
        room("operations", "control").because("whoever runs the sandbox looks at it from outside"),
        room("generation", "api", "control", "operations").because("a generation does not depend on who asked for it"),
        room("task", "api", "control", "operations", "generation").because("a task is stored and shown, whoever does its work"),
        room("media", "api", "control", "operations", "generation", "task").because("media are stored and measured, whoever made or uses them"),
        room("ratelimit", "api", "control", "operations", "generation", "task", "media").because("counting does not depend on what is counted"),
        room("account", "api", "control", "operations", "generation", "task", "media", "ratelimit").because("an account is what it is, however it is asked for"),
        room("database", "api", "control", "operations", "generation", "task", "media", "ratelimit", "account").because("every room stands on the database"),
        noClasses().that().resideInAPackage("..media.render..").should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "com.vicsee.server..", "com.vicsee.sandbox", "..sandbox.database..")
            .because("drawing and measuring is a library of its own"),
        noClasses().that().resideInAPackage("..sandbox.api..").should().dependOnClassesThat().resideInAnyPackage(SQL)
            .because("a controller translates between the contract and the services, and has no SQL"),
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("com.vicsee.server.model.ErrorDetail")
            .because("the stub writes error bodies"),
        noClasses().that().doNotHaveSimpleName("SandboxClock").and().doNotHaveSimpleName("GenerationJobs").should().callMethod(Instant.class, "now")
            .because("time is a parameter: what needs it takes a Clock; only the scheduler's own jobs go by real time"),
        noClasses().should().callMethod(Thread.class, "sleep", long.class).because("what waits takes a sleeper"),
        slices().matching("com.vicsee.sandbox.(*)..").should().beFreeOfCycles()
            .because("of two packages that need each other neither can be understood alone"));
  }

  /** A room, and the rooms above it, of which it must not know. */
  private static ClassesShouldConjunction room(String name, String... above) {
    String[] packages = Stream.of(above).map(it -> "com.vicsee.sandbox." + it + "..").toArray(String[]::new);
    return noClasses().that().resideInAPackage("com.vicsee.sandbox." + name + "..").should().dependOnClassesThat().resideInAnyPackage(packages);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void classes_allOfThem_keepTheRule(ArchRule rule) {
    rule.check(CLASSES);
  }
}
