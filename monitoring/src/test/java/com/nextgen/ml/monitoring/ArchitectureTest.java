package com.nextgen.ml.monitoring;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The house rules of the library, one sentence each. */
@AnalyzeClasses(packages = "com.nextgen.ml.monitoring", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String LIBRARY = "com.nextgen.ml.monitoring";

  private static final int MAX_FILES = 30;

  @ArchTest
  static final ArchRule roomsDoNotDependOnEachOtherInACircle =
      slices().matching(LIBRARY + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesDoNotDependOnEachOtherInACircle =
      slices().matching(LIBRARY + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule aPackageHasNoMoreFilesThanOneCanOverlook =
      classes().should(new SmallPackages(MAX_FILES));

  @ArchTest
  static final ArchRule onlyTestsAreCalledTest =
      noClasses().should().haveSimpleNameEndingWith("Test");

  @ArchTest
  static final ArchRule noClassIsAUtilManagerOrHelper =
      noClasses().should().haveNameMatching(".*(Util|Utils|Manager|Helper)");

  @ArchTest static final ArchRule statsStandOnTheirOwn = room("stats").mayUse();

  @ArchTest static final ArchRule textStandsOnItsOwn = room("text").mayUse();

  @ArchTest static final ArchRule reportStandsOnItsOwn = room("report").mayUse();

  @ArchTest static final ArchRule detectorsKnowNothingOfModels = room("detector").mayUse("stats");

  @ArchTest
  static final ArchRule schemaStandsOnStatsAndText = room("schema").mayUse("stats", "text");

  @ArchTest
  static final ArchRule countsUseSchema = room("counts").mayUse("schema", "stats", "text");

  @ArchTest
  static final ArchRule figuresUseCounts = room("figures").mayUse("schema", "stats", "counts");

  @ArchTest
  static final ArchRule baselineUsesCountsAndFigures =
      room("baseline").mayUse("schema", "stats", "text", "counts", "figures");

  @ArchTest
  static final ArchRule attributionExplainsAnyPredictor =
      room("attribution").mayUse("schema", "stats");

  @ArchTest
  static final ArchRule driftUsesCountsAndBaseline =
      room("drift").mayUse("schema", "stats", "report", "counts", "figures", "baseline");

  @ArchTest
  static final ArchRule fairnessHasSumsOfItsOwn =
      room("fairness").mayUse("schema", "stats", "report", "counts", "figures", "baseline");

  @ArchTest
  static final ArchRule noOtherRoomUsesQualityPerformanceConceptOrFairness =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              inRoom("quality"), inRoom("performance"), inRoom("concept"), inRoom("fairness"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              inRoom("quality"), inRoom("performance"), inRoom("concept"), inRoom("fairness"));

  @ArchTest
  static final ArchRule valuesDoNotKnowHowTheyAreCountedOrWritten =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARY + ".counts", LIBRARY + ".baseline", LIBRARY + ".report")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              inRoom("counts.live"),
              inRoom("counts.codec"),
              inRoom("baseline.capture"),
              inRoom("baseline.sketch"),
              inRoom("baseline.document"));

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

  private static Room room(String name) {
    return new Room(name);
  }

  private static String inRoom(String name) {
    return LIBRARY + "." + name + "..";
  }
}
