package com.vicsee.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room each thing stands in, and who may know of whom. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("com.vicsee.server");

  static Stream<ArchRule> rules() {
    return Stream.of(
        noClasses().that().resideInAPackage("..server.api..").should().dependOnClassesThat().resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "org.springframework.dao..")
            .because("a controller translates between the contract and the services, and has no SQL"),
        noClasses().that().resideInAPackage("..server.web..").should().dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "org.springframework.dao..")
            .because("what every response needs comes from the services, not from the database"),
        noClasses().that().resideOutsideOfPackage("..server.sandbox..").should().dependOnClassesThat().resideInAPackage("..server.sandbox..")
            .because("outside of its profile the sandbox does not exist, so nobody can need it"),
        noClasses().that().resideInAPackage("..server.web..").should().dependOnClassesThat()
            .resideInAnyPackage("..server.generation..", "..server.task..", "..server.media..", "..server.api..", "..server.operations..")
            .because("what every response needs does not depend on what is answered"),
        noClasses().that().resideInAPackage("..server.account..").should().dependOnClassesThat()
            .resideInAnyPackage("..server.web..", "..server.generation..", "..server.task..", "..server.media..", "..server.ratelimit..", "jakarta.servlet..")
            .because("an account is what it is, however it is asked for"),
        noClasses().that().resideInAPackage("..server.ratelimit..").should().dependOnClassesThat()
            .resideInAnyPackage("..server.web..", "..server.generation..", "..server.task..", "..server.media..", "jakarta.servlet..")
            .because("counting does not depend on what is counted"),
        noClasses().that().resideInAPackage("..server.cluster..").should().dependOnClassesThat()
            .resideInAnyPackage("..server.web..", "..server.account..", "..server.ratelimit..", "..server.generation..", "..server.task..", "..server.media..")
            .because("instances know of each other, and not of what they do"),
        noClasses().that().resideInAPackage("..server.media..").should().dependOnClassesThat().resideInAnyPackage("..server.generation..", "..server.task..", "..server.api..")
            .because("media can be kept and measured without knowing whose result or input they are"),
        noClasses().that().resideInAPackage("..media.render..").should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "com.vicsee.server", "..server.web..", "..server.generated..")
            .because("drawing and measuring is a library of its own"),
        noClasses().that().resideInAPackage("..server.task..").should().dependOnClassesThat().resideInAnyPackage("..server.generation..", "..server.api..")
            .because("a task is kept and shown, whoever does its work"),
        noClasses().that().resideInAPackage("com.vicsee.server").should().dependOnClassesThat().resideInAPackage("com.vicsee.server.(*)..")
            .because("the root is what all rooms stand on"),
        noClasses().that().resideInAPackage("..server.generated..").should().dependOnClassesThat()
            .resideInAnyPackage("..server.web..", "..server.api..", "..server.account..", "..server.generation..", "..server.task..", "..server.media..", "..server.sandbox..")
            .because("generated code knows the contract only"),
        classes().that().implement(jakarta.servlet.Filter.class).should().resideInAnyPackage("..server.web..", "..server.sandbox..")
            .because("what every response needs is in one place"),
        noClasses().that().resideOutsideOfPackages("..server.web..", "..server.generated..").should()
            .dependOnClassesThat().haveFullyQualifiedName("com.vicsee.server.model.ErrorDetail")
            .because("there is one writer of error bodies"),
        noClasses().that().doNotHaveSimpleName("SandboxClock").and().doNotHaveSimpleName("GenerationJobs").should().callMethod(java.time.Instant.class, "now")
            .because("time is a parameter: whoever needs it takes a Clock; only the scheduler's own jobs go by real time"),
        slices().matching("com.vicsee.server.(*)..").should().beFreeOfCycles()
            .because("of two packages that need each other neither can be understood alone"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void classes_allOfThem_keepTheRule(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void thread_sleep_isNowhere() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).because("what waits takes a sleeper").check(CLASSES);
  }
}
