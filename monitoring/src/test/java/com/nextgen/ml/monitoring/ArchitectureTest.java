package com.nextgen.ml.monitoring;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The house rules of the library, one sentence each. */
@AnalyzeClasses(packages = "com.nextgen.ml.monitoring", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String LIBRARY = "com.nextgen.ml.monitoring";

  @ArchTest
  static final ArchRule roomsDoNotDependOnEachOtherInACircle =
      slices().matching(LIBRARY + ".(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule schemaStandsOnStatsAlone = room("schema").mayUse("stats");

  @ArchTest static final ArchRule statsStandOnTheirOwn = room("stats").mayUse();

  @ArchTest
  static final ArchRule countsUseSchemaAndStats = room("counts").mayUse("schema", "stats");

  @ArchTest
  static final ArchRule figuresUseCounts = room("figures").mayUse("schema", "stats", "counts");

  @ArchTest
  static final ArchRule baselineUsesCountsAndFigures =
      room("baseline").mayUse("schema", "stats", "counts", "figures");

  @ArchTest
  static final ArchRule driftUsesCountsFiguresAndBaseline =
      room("drift").mayUse("schema", "stats", "counts", "figures", "baseline");

  @ArchTest
  static final ArchRule attributionExplainsAnyPredictor =
      room("attribution").mayUse("schema", "stats");

  @ArchTest
  static final ArchRule noOtherRoomUsesQualityPerformanceOrChange =
      noClasses()
          .that()
          .resideOutsideOfPackages(inRoom("quality"), inRoom("performance"), inRoom("change"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(inRoom("quality"), inRoom("performance"), inRoom("change"));

  @ArchTest
  static final ArchRule nothingReadsFilesOrTalksToAnybody =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "javax..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|RandomAccess|Console).*");

  @ArchTest
  static final ArchRule nothingStartsThreadsOrAsksAClock =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.concurrent\\.(Executor|CompletableFuture|ForkJoin|Scheduled|Thread).*"
                  + "|java\\.time\\.Clock|java\\.util\\.Timer.*")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule documentsAreWrittenWithJacksonsCoreAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.fasterxml.jackson.databind..", "io.micronaut..", "jakarta..", "org.slf4j..");

  /** A room of the library. */
  private record Room(String name) {

    /** Of the library's rooms, this one uses none but those named, and itself. */
    ArchRule mayUse(String... others) {
      List<String> allowed = new ArrayList<>(List.of(inRoom(name)));
      for (String other : others) {
        allowed.add(inRoom(other));
      }
      return noClasses()
          .that()
          .resideInAPackage(inRoom(name))
          .should()
          .dependOnClassesThat(
              resideInAPackage(LIBRARY + "..")
                  .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))));
    }
  }

  private static Room room(String name) {
    return new Room(name);
  }

  private static String inRoom(String name) {
    return LIBRARY + "." + name + "..";
  }
}
