package com.nextgen.ml.service;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The house rules of the service, one sentence each. */
@AnalyzeClasses(packages = "com.nextgen.ml", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SERVICE = "com.nextgen.ml.service";
  private static final int MAX_FILES = 30;

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
  static final ArchRule packagesDoNotDependOnEachOtherInACircle =
      slices().matching(SERVICE + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule aPackageHasNoMoreFilesThanOneCanOverlook =
      classes()
          .that()
          .resideInAPackage(SERVICE + "..")
          .and()
          .doNotHaveSimpleName("package-info")
          .should(new SmallPackages(MAX_FILES));

  @ArchTest
  static final ArchRule onlyTestsAreCalledTest =
      noClasses().should().haveSimpleNameEndingWith("Test");

  @ArchTest
  static final ArchRule noRoomUsesTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("cli"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room("cli"));

  @ArchTest
  static final ArchRule onlyCommandsStartTheWiredService =
      noClasses()
          .that()
          .resideOutsideOfPackages(room("cli"), room("app"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room("app"));

  @ArchTest
  static final ArchRule onlyWiringSeesTheRoutes =
      noClasses()
          .that()
          .resideOutsideOfPackages(room("app"), room("http"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room("http"));

  @ArchTest
  static final ArchRule servingKnowsNoProtocol =
      noClasses()
          .that()
          .resideInAPackage(room("serving"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(SERVICE + "..")
                  .and(not(resideInAnyPackage(room("serving"), room("inference"), room("fault")))));

  @ArchTest
  static final ArchRule onlyRoutesAndWiringSeeTheMetrics =
      noClasses()
          .that()
          .resideOutsideOfPackages(room("app"), room("http"), room("metrics"))
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
              resideInAPackage(SERVICE + "..")
                  .and(not(resideInAnyPackage(room("registry"), room("suggest")))));

  @ArchTest
  static final ArchRule theCatalogueOfFaultsKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(room("fault"))
          .should()
          .dependOnClassesThat(not(resideInAnyPackage(room("fault"), "java..", "org.jspecify..")));

  @ArchTest
  static final ArchRule inferenceKnowsOnlyTheRegistryFaultsAndTemporaryFiles =
      noClasses()
          .that()
          .resideInAPackage(room("inference"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(SERVICE + "..")
                  .and(
                      not(
                          resideInAnyPackage(
                              room("inference"),
                              room("registry"),
                              room("fault"),
                              room("suggest"),
                              room("temporary")))));

  @ArchTest
  static final ArchRule onlyFewAreToldOfRows =
      classes()
          .that()
          .areAssignableTo(VersionObserver.class)
          .or()
          .areAssignableTo(VersionObservers.class)
          .should()
          .resideInAnyPackage(
              room("inference"), room("dedup"), room("monitor"), room("feedback"), room("cli"));

  @ArchTest
  static final ArchRule whoJudgesKeepsAndLogsReportsKnowsNoKind =
      noClasses()
          .that()
          .resideInAnyPackage(
              room("history"), room("app"), room("monitor.check"), room("monitor.live"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(room("monitor.kind")).and(not(simpleName("Checks"))));

  @ArchTest
  static final ArchRule routesAndPagesDoNotReachTheStore =
      noClasses()
          .that()
          .resideInAnyPackage(room("http"), room("page"))
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
          .resideOutsideOfPackages(room("http"), room("app"))
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
  static final ArchRule onlyTheAdapterKnowsOnnxRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("inference.onnx"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule onlyTheAdapterKnowsHowTokensAreSigned =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("access.oidc"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..");

  @ArchTest
  static final ArchRule whoMayDoWhatKnowsNothingOfModelsNorProtocols =
      noClasses()
          .that()
          .resideInAPackage(room("access"))
          .should()
          .dependOnClassesThat(
              resideInAPackage(SERVICE + "..")
                  .and(not(resideInAnyPackage(room("access"), room("store"), room("fault")))));

  @ArchTest
  static final ArchRule onlyTheRegistryReadsYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("registry.yaml"))
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

  /** No package of production sources has more files. */
  private static final class SmallPackages extends ArchCondition<JavaClass> {
    private final int most;
    private final Map<String, Set<String>> files = new TreeMap<>();

    SmallPackages(int most) {
      super("share a package with at most " + most + " files");
      this.most = most;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      type.getSource()
          .flatMap(Source::getFileName)
          .ifPresent(
              file ->
                  files.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>()).add(file));
    }

    @Override
    public void finish(ConditionEvents events) {
      files.forEach(
          (name, inside) -> {
            if (inside.size() > most) {
              events.add(
                  SimpleConditionEvent.violated(name, name + " has " + inside.size() + " files"));
            }
          });
    }
  }

  private static String room(String name) {
    return SERVICE + "." + name + "..";
  }
}
