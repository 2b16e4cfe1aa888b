package com.nextgen.ml.service.status;

import com.nextgen.ml.monitoring.concept.ConceptReport;
import com.nextgen.ml.monitoring.concept.DetectorStatus;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.concept.ConceptFigures;
import com.nextgen.ml.service.concept.ConceptWatch;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.outcome.FeedbackFigures;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.loading.ModelStatus;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.ShortVerdict;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts together how the versions are. The families are those of the kinds of reports, and concept.
 */
public final class StatusBoard {
  private static final Comparator<ShortVerdict> BY_TROUBLE =
      Comparator.comparingInt(
          found ->
              switch (found.verdict()) {
                case DRIFTED -> 0;
                case STABLE -> 1;
                case NOT_ENOUGH_DATA -> 2;
              });

  private final ModelTable models;
  private final Monitor monitor;
  private final @Nullable Feedback feedback;
  private final @Nullable ConceptWatch concept;
  private final @Nullable KeptVerdicts kept;

  /**
   * @param feedback null if labels are not kept, as are the next two
   */
  public StatusBoard(
      ModelTable models,
      Monitor monitor,
      @Nullable Feedback feedback,
      @Nullable ConceptWatch concept,
      @Nullable KeptVerdicts kept) {
    this.models = models;
    this.monitor = monitor;
    this.feedback = feedback;
    this.concept = concept;
    this.kept = kept;
  }

  /**
   * How they are at a moment, most trouble first.
   *
   * @param versions that serve, and those that should
   */
  public record Screen(Instant at, List<VersionStatus> versions) {

    public Screen {
      versions = List.copyOf(versions);
    }
  }

  /** What several versions need of the whole service, asked for once. */
  private record Known(
      Map<VersionId, FeedbackFigures> labels, Map<VersionId, ConceptFigures> concepts) {}

  /**
   * Returns how the versions of all models are. Waits for the store.
   *
   * @param model of this one alone; null for all
   * @return empty if there is no such model
   */
  public Optional<Screen> screen(@Nullable String model) {
    Known known =
        new Known(
            feedback == null ? Map.of() : feedback.figures(),
            concept == null ? Map.of() : concept.figures());
    List<ModelStatus> asked =
        models.statuses().stream()
            .filter(status -> model == null || status.name().equals(model))
            .toList();
    if (model != null && asked.isEmpty()) {
      return Optional.empty();
    }
    List<VersionStatus> versions = new ArrayList<>();
    for (ModelStatus status : asked) {
      if (status.problem() != null) {
        versions.add(new VersionStatus(status.name(), 0, List.of(), status.problem(), null));
      }
      for (ModelStatus.Version version : status.versions()) {
        if (version.state() != ModelStatus.State.UNLOADED) {
          versions.add(version(status, version, known));
        }
      }
    }
    versions.sort(VersionStatus.BY_TROUBLE);
    return Optional.of(new Screen(monitor.now(), versions));
  }

  private VersionStatus version(ModelStatus model, ModelStatus.Version version, Known known) {
    List<String> aliases =
        model.aliases().entrySet().stream()
            .filter(alias -> alias.getValue() == version.version())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    String problem = version.problem();
    VersionStatus.Loaded loaded = null;
    try (Lease lease = models.lease(model.name(), version.version())) {
      if (lease != null) {
        String fenced = lease.version().runs().fence().problem();
        problem = fenced == null ? problem : fenced;
        loaded = loaded(lease.version(), known);
      }
    }
    return new VersionStatus(model.name(), version.version(), aliases, problem, loaded);
  }

  private VersionStatus.Loaded loaded(ServedVersion served, Known known) {
    VersionMonitor version = monitor.version(served.id());
    FeedbackFigures labels = known.labels().get(served.id());
    Double lastLabel = labels == null ? null : labels.lastSeconds();
    Map<String, FamilyStatus> families = new LinkedHashMap<>();
    if (version != null) {
      for (Check<?> check : Checks.ALL) {
        if (check.watches(version)) {
          families.put(check.family().code(), family(check, version));
        }
      }
    }
    ConceptFigures concepts = known.concepts().get(served.id());
    if (concepts != null) {
      families.put(AlarmFamily.CONCEPT.code(), concept(concepts));
    }
    return new VersionStatus.Loaded(
        served.loadedAt(),
        version == null ? 0 : version.rows(),
        version == null ? null : version.lastPrediction(),
        lastLabel == null ? null : Instant.ofEpochMilli(Math.round(lastLabel * 1000)),
        families);
  }

  private FamilyStatus family(Check<?> check, VersionMonitor version) {
    ShortVerdict worst = check.last(version).stream().min(BY_TROUBLE).orElse(null);
    if (worst == null) {
      return FamilyStatus.notYet("no window was judged yet");
    }
    Instant since =
        kept == null
            ? null
            : kept.since(version.id(), check.family(), worst.window(), worst.verdict());
    return new FamilyStatus(
        worst.verdict(), worst.window().name(), since == null ? worst.from() : since, worst.why());
  }

  private static FamilyStatus concept(ConceptFigures figures) {
    ConceptReport report = figures.report();
    Optional<DetectorStatus> raising =
        report.detectors().stream()
            .filter(detector -> figures.raising().contains(detector.detector()))
            .max(Comparator.comparing(DetectorStatus::drifted));
    String why =
        report
            .reason()
            .or(() -> raising.map(one -> one.detector() + ", " + one.labels() + " labels"))
            .orElse("");
    boolean drifted = report.verdict() == Verdict.DRIFTED;
    return new FamilyStatus(
        report.verdict(),
        null,
        drifted ? raising.flatMap(DetectorStatus::lastAlarm).orElse(null) : null,
        why);
  }
}
