package dev.billet.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between packages that Maven's modules are too coarse to hold. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.billet");

  @Test
  void theDomainKnowsJavaAndNothingElse() {
    classes()
        .that()
        .resideInAPackage("dev.billet.checkout..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.billet.checkout..", "java..", "org.jspecify.annotations..")
        .check(CLASSES);
  }

  @Test
  void onePackageSeesStripe() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.billet.stripe..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.stripe..", "org.apache.hc..")
        .check(CLASSES);
  }

  @Test
  void thatPackageKnowsTheDomainAndNoContract() {
    noClasses()
        .that()
        .resideInAPackage("dev.billet.stripe..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.billet..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage("dev.billet.stripe..", "dev.billet.checkout.."))))
        .check(CLASSES);
  }

  @Test
  void fulfilmentKnowsTheDomainAndStripeThroughOurOwnTypes() {
    classes()
        .that()
        .resideInAPackage("dev.billet.fulfilment..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.billet.fulfilment..",
            "dev.billet.checkout..",
            "dev.billet.stripe..",
            "java..",
            "org.jspecify.annotations..",
            "org.slf4j..")
        .check(CLASSES);
  }

  @Test
  void nothingThatStripeSaysReachesAnyoneInStripesOwnTypes() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.billet.stripe..")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .notHaveRawReturnType(resideInAPackage("com.stripe.."))
        .check(CLASSES);
  }

  @Test
  void theMachineryKnowsNoContract() {
    noClasses()
        .that()
        .resideInAPackage("dev.billet.contract")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.billet.contract.*..",
            "dev.billet.specs..",
            "dev.billet.stripe..",
            "dev.billet.fulfilment..")
        .check(CLASSES);
  }

  @Test
  void noContractKnowsWhoFulfilsOrWhoSpeaksToStripe() {
    noClasses()
        .that()
        .resideInAPackage("dev.billet.contract..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.billet.stripe..", "dev.billet.fulfilment..")
        .check(CLASSES);
  }

  @Test
  void contractsDoNotKnowEachOther() {
    slices()
        .matching("dev.billet.contract.(*)")
        .namingSlices("$1")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(), resideInAPackage("dev.billet.contract.fastapi"))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"versori", "dreadnode", "almanac", "closient", "starter", "billet"})
  void aContractSeesItsOwnGeneratedPackageOnly(String contract) {
    noClasses()
        .that()
        .resideInAPackage("dev.billet.contract." + contract)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.billet.specs..")
                .and(
                    DescribedPredicate.not(
                        resideInAPackage("dev.billet.specs." + contract + ".."))))
        .check(CLASSES);
  }

  @Test
  void nothingKeepsStateInStaticFields() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(handWritten())
        .should()
        .beFinal()
        .check(CLASSES);
  }

  @Test
  void everyHandWrittenPackageIsExplained() {
    List<String> bare =
        CLASSES.stream()
            .filter(handWritten())
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(name -> !CLASSES.contain(name + ".package-info"))
            .toList();
    org.assertj.core.api.Assertions.assertThat(bare).isEmpty();
  }

  private static DescribedPredicate<JavaClass> handWritten() {
    return DescribedPredicate.not(resideInAPackage("dev.billet.specs.."))
        .as("hand-written classes");
  }
}
