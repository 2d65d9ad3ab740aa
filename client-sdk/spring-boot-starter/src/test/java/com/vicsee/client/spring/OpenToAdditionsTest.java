package com.vicsee.client.spring;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import org.junit.jupiter.api.Test;

/** What the client, its test kit and this starter offer can get another member without breaking a caller. */
class OpenToAdditionsTest {

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("com.vicsee.client");

  private static final DescribedPredicate<JavaClass> OFFERED = describe("what is offered", type ->
      !type.getPackageName().matches("com\\.vicsee\\.client\\.(internal|json|value)") && isVisible(type));

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC) && type.getEnclosingClass().map(OpenToAdditionsTest::isVisible).orElse(true);
  }

  @Test
  void offer_hasNoRecord() {
    noClasses().that(OFFERED).should().beRecords()
        .because("another component would change the constructor and each pattern")
        .check(CLASSES);
  }

  @Test
  void offer_hasNoConstructorWithValues() {
    constructors().that().arePublic().and().areDeclaredInClassesThat(OFFERED)
        .and().areDeclaredInClassesThat(not(JavaClass.Predicates.assignableTo(Throwable.class)))
        .should(haveNoParameter())
        .because("another value would need another constructor; a builder takes it as it is")
        .check(CLASSES);
  }

  private static ArchCondition<JavaConstructor> haveNoParameter() {
    return ArchCondition.from(describe("have no parameter",
        (JavaConstructor constructor) -> constructor.getRawParameterTypes().isEmpty()));
  }
}
