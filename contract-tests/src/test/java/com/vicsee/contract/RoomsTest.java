package com.vicsee.contract;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.vicsee.contract.probe.Check;
import org.junit.jupiter.api.Test;

/** The packages of the suite depend on each other in one direction only. */
class RoomsTest {

  private static final String ROOT = "com.vicsee.contract.";
  private static final JavaClasses MAIN = new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("com.vicsee.contract");

  @Test
  void rooms_each_useOnlyTheRoomsBelow() {
    layeredArchitecture().consideringOnlyDependenciesInLayers()
        .layer("cli").definedBy(ROOT + "cli..")
        .layer("junit").definedBy(ROOT + "junit..")
        .layer("suite").definedBy(ROOT + "suite..")
        .layer("check").definedBy(ROOT + "check..")
        .layer("probe").definedBy(ROOT + "probe..")
        .layer("input").definedBy(ROOT + "input..")
        .layer("report").definedBy(ROOT + "report..")
        .layer("coverage").definedBy(ROOT + "coverage..")
        .layer("spec").definedBy(ROOT + "spec..")
        .layer("http").definedBy(ROOT + "http..")
        .whereLayer("cli").mayNotBeAccessedByAnyLayer()
        .whereLayer("junit").mayNotBeAccessedByAnyLayer()
        .whereLayer("suite").mayOnlyBeAccessedByLayers("cli", "junit")
        .whereLayer("check").mayOnlyBeAccessedByLayers("suite")
        .whereLayer("probe").mayOnlyBeAccessedByLayers("check", "suite", "cli", "junit")
        .whereLayer("input").mayOnlyBeAccessedByLayers("probe", "check")
        .whereLayer("report").mayOnlyBeAccessedByLayers("cli", "junit")
        .whereLayer("coverage").mayOnlyBeAccessedByLayers("report", "input", "probe", "check", "suite", "cli", "junit")
        .whereLayer("spec").mayOnlyBeAccessedByLayers("coverage", "report", "input", "probe", "check", "suite", "cli", "junit")
        .because("a room that knows nothing of those above can be read, tested and used without them")
        .check(MAIN);
  }

  @Test
  void rooms_all_areFreeOfCircles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles()
        .because("two rooms in a circle are one room with two names").check(MAIN);
  }

  @Test
  void check_each_callsNoOther() {
    classes().that().resideInAPackage(ROOT + "check").should(callNoOtherCheck())
        .because("a check that is removed must not change what another one finds").check(MAIN);
  }

  @Test
  void checkRoom_everything_isACheck() {
    classes().that().resideInAPackage(ROOT + "check").and().areTopLevelClasses().and(notPackageInfo()).should().implement(Check.class)
        .because("the frame of the checks is in `probe`").check(MAIN);
  }

  @Test
  void suite_anyClass_knowsNeitherStubNorClientNorJUnit() {
    noClasses().that().resideOutsideOfPackage(ROOT + "junit").should().dependOnClassesThat().resideInAnyPackage("com.vicsee.server..", "com.vicsee.sandbox..", "com.vicsee.client..", "org.junit..")
        .because("the suite judges any server").check(MAIN);
  }

  private static DescribedPredicate<JavaClass> notPackageInfo() {
    return DescribedPredicate.describe("are not a package-info", type -> !type.getSimpleName().equals("package-info"));
  }

  private static ArchCondition<JavaClass> callNoOtherCheck() {
    return new ArchCondition<>("call no other check") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream().filter(d -> d.getTargetClass().getPackageName().equals(type.getPackageName()))
            .filter(d -> !top(d.getTargetClass()).equals(top(type)))
            .forEach(d -> events.add(SimpleConditionEvent.violated(type, d.getDescription())));
      }
    };
  }

  private static JavaClass top(JavaClass type) {
    JavaClass single = type.getBaseComponentType();
    return single.getEnclosingClass().map(RoomsTest::top).orElse(single);
  }
}
