package com.nextgen.ml.service;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house rules of the service, one sentence each. */
@AnalyzeClasses(packages = "com.nextgen.ml", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SERVICE = "com.nextgen.ml.service";

  @ArchTest
  static final ArchRule theLibraryDoesNotKnowTheService =
      noClasses()
          .that()
          .resideInAPackage("com.nextgen.ml.monitoring..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SERVICE + "..");

  @ArchTest
  static final ArchRule roomsDoNotDependOnEachOtherInACircle =
      slices().matching(SERVICE + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheCommandLineWiresTheRooms =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("cli"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room("cli"));

  @ArchTest
  static final ArchRule onlyWiringSeesTheRoutes =
      noClasses()
          .that()
          .resideOutsideOfPackages(room("cli"), room("http"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room("http"));

  @ArchTest
  static final ArchRule onlyRoutesAndWiringSeeTheMetrics =
      noClasses()
          .that()
          .resideOutsideOfPackages(room("cli"), room("http"), room("metrics"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room("metrics"));

  @ArchTest
  static final ArchRule theRegistryStandsOnItsOwn =
      noClasses()
          .that()
          .resideInAPackage(room("registry"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(SERVICE + "..").and(not(resideInAPackage(room("registry")))));

  @ArchTest
  static final ArchRule inferenceKnowsOnlyTheRegistry =
      noClasses()
          .that()
          .resideInAPackage(room("inference"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(SERVICE + "..")
                  .and(not(resideInAnyPackage(room("inference"), room("registry")))));

  @ArchTest
  static final ArchRule onlyFewAreToldOfRows =
      classes()
          .that()
          .areAssignableTo(VersionObserver.class)
          .or()
          .areAssignableTo(VersionObservers.class)
          .should()
          .resideInAnyPackage(
              room("inference"), room("repeats"), room("monitor"), room("feedback"), room("cli"));

  @ArchTest
  static final ArchRule routesAndConsoleDoNotReachTheStore =
      noClasses()
          .that()
          .resideInAnyPackage(room("http"), room("console"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room("store"))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheStoreSpeaksSql =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("store"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..", "org.flywaydb..");

  @ArchTest
  static final ArchRule onlyRoutesAndWiringKnowTheFramework =
      noClasses()
          .that()
          .resideOutsideOfPackages(room("http"), room("cli"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut..", "jakarta.inject..", "io.netty..");

  @ArchTest
  static final ArchRule onlyTheCommandLineParsesArguments =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("cli"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyInferenceKnowsOnnxRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("inference"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule onlyTheRegistryReadsYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("registry"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.yaml.snakeyaml..");

  @ArchTest
  static final ArchRule nothingIsRememberedInStaticFields =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(SERVICE + "..")
          .and()
          .areStatic()
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule noClassIsAUtilManagerOrHelper =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper");

  private static String room(String name) {
    return SERVICE + "." + name + "..";
  }
}
