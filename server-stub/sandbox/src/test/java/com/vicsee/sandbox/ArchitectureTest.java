package com.vicsee.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import com.vicsee.sandbox.control.ConditionalOnControl;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.stereotype.Component;

/** The rooms of the sandbox, and which of them each may use. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("com.vicsee.sandbox");

  private static final String[] SQL = {"java.sql..", "org.springframework.jdbc..", "org.springframework.dao.."};

  static Stream<ArchRule> rules() {
    return Stream.of(
        room("api", "control").because("controllers use the services; without control the API stays the same"),
        room("operations", "control").because("metrics and log are the same with and without control"),
        room("generation", "api", "control", "operations").because("a generation is the same for each endpoint, and triggers are a provider like any other"),
        room("task", "api", "control", "operations", "generation").because("a task is stored and shown, whatever does its work"),
        room("media", "api", "control", "operations", "generation", "task").because("media are stored and measured, whatever they are for"),
        room("ratelimit", "api", "control", "operations", "generation", "task", "media").because("counting does not depend on what is counted"),
        room("account", "api", "control", "operations", "generation", "task", "media", "ratelimit").because("accounts do not depend on what is done with them"),
        room("database", "api", "control", "operations", "generation", "task", "media", "ratelimit", "account").because("each room uses the database"),
        noClasses().that().resideInAPackage("..media.render..").should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "com.vicsee.server..", "com.vicsee.sandbox", "..sandbox.database..")
            .because("drawing and measuring is a library without state and without Spring"),
        noClasses().that().resideInAPackage("..sandbox.api..").should().dependOnClassesThat().resideInAnyPackage(SQL)
            .because("controllers translate between the contract and the services"),
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("com.vicsee.server.model.ErrorDetail")
            .because("the stub writes error bodies"),
        noClasses().that().doNotHaveSimpleName("SandboxClock").and().doNotHaveSimpleName("JobClock").should().callMethod(Instant.class, "now")
            .because("time is a parameter, so that tests and the sandbox can advance it; only jobs go by real time"),
        noClasses().should().callMethod(Thread.class, "sleep", long.class).because("a thread that sleeps cannot be woken by what it waits for"),
        slices().matching("com.vicsee.sandbox.(*)..").should().beFreeOfCycles()
            .because("of two rooms that use each other neither can be understood alone"),
        classes().that().resideInAPackage("..sandbox.control..").and().areMetaAnnotatedWith(Component.class).should().beAnnotatedWith(ConditionalOnControl.class)
            .because("vicsee.control=false has to switch off everything in the room"));
  }

  /** A room, and the rooms above it, which it must not use. */
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
