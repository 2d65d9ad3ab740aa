package com.vicsee.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the client, and the one direction in which they depend on each other. */
class ArchitectureTest {

  private static final String ROOT = "com.vicsee.client";

  /** From the top to the bottom. The packages of one row do not know each other. */
  private static final List<List<String>> ROWS = List.of(
      List.of(ROOT),
      List.of(ROOT + ".internal"),
      List.of(ROOT + ".service"),
      List.of(ROOT + ".task", ROOT + ".file", ROOT + ".price", ROOT + ".error"),
      List.of(ROOT + ".http", ROOT + ".retry"),
      List.of(ROOT + ".ratelimit"),
      List.of(ROOT + ".model"),
      List.of(ROOT + ".json", ROOT + ".value"));

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages(ROOT);

  private static List<String> rooms() {
    return ROWS.stream().flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void room_dependsOnThoseBelowItOnly(String room) {
    int row = IntStream.range(0, ROWS.size()).filter(index -> ROWS.get(index).contains(room)).findFirst().orElseThrow();
    List<String> others = ROWS.subList(0, row + 1).stream().flatMap(List::stream).filter(name -> !name.equals(room)).toList();

    noClasses().that().resideInAPackage(room)
        .should().dependOnClassesThat().resideInAnyPackage(others.toArray(String[]::new))
        .because("a room that knows those above it cannot be understood or changed without them")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void rooms_haveNoCircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles()
        .because("rooms of one circle are one room")
        .check(CLASSES);
  }

  @Test
  void internal_isUsedByTheBuilderOnly() {
    classes().that(resideInAPackage(ROOT + ".internal"))
        .should().onlyHaveDependentClassesThat(resideInAnyPackage(ROOT + ".internal")
            .or(com.tngtech.archunit.base.DescribedPredicate.describe("the builder and the client that it makes",
                type -> type.getName().matches("com\\.vicsee\\.client\\.(VicSeeClientBuilder|DefaultClient).*"))))
        .because("what is internal may change with each release")
        .check(CLASSES);
  }

  @Test
  void jackson_isUsedWhereJsonIsReadOnly() {
    noClasses().that().resideOutsideOfPackages(ROOT + ".json", ROOT + ".internal", ROOT + ".price", ROOT + ".model")
        .should().dependOnClassesThat().resideInAPackage("tools.jackson..")
        .because("no signature of the client shows the JSON library")
        .check(CLASSES);
  }

  @Test
  void rooms_areAllInTheDrawing() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(rooms());
  }
}
