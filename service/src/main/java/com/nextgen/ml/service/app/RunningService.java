package com.nextgen.ml.service.app;

import com.nextgen.ml.service.concept.ConceptWatch;
import com.nextgen.ml.service.dedup.DeduplicatingObservers;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.feedback.OutcomeFeed;
import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.history.HistoryReports;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.http.GracefulStop;
import com.nextgen.ml.service.http.MetricsPort;
import com.nextgen.ml.service.http.Readiness;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.Unwatched;
import com.nextgen.ml.service.inference.VersionObservers;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.loading.ModelStatus;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.inference.loading.RegistrySync;
import com.nextgen.ml.service.metrics.ConceptCollector;
import com.nextgen.ml.service.metrics.FeedbackCollector;
import com.nextgen.ml.service.metrics.HistoryCollector;
import com.nextgen.ml.service.metrics.MetricsPage;
import com.nextgen.ml.service.metrics.ModelCollector;
import com.nextgen.ml.service.metrics.RegistryFigures;
import com.nextgen.ml.service.metrics.VersionCollector;
import com.nextgen.ml.service.metrics.system.ContainerCollector;
import com.nextgen.ml.service.metrics.system.GpuCollector;
import com.nextgen.ml.service.metrics.system.JvmCollector;
import com.nextgen.ml.service.metrics.system.ScheduleCollector;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.monitor.live.WindowVerdict;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.schedule.Schedule;
import com.nextgen.ml.service.schedule.Schedules;
import com.nextgen.ml.service.store.Store;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms of the service, wired: from its start to the end of its last request. */
public final class RunningService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningService.class);

  /** The setting that {@code --metrics-port} sets. */
  public static final String METRICS_PORT = "ml.http.metrics-port";

  /** What of the time to stop is left to runs that were told to end. */
  private static final Duration LAST_CALL = Duration.ofSeconds(2);

  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LABELS = Duration.ofSeconds(1);
  private static final Duration GPUS = Duration.ofSeconds(5);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

  /** One for labels, one for housekeeping. */
  private static final int BACKGROUND_THREADS = 2;

  private final ServiceSettings settings;
  private final ModelOpener opener;
  private final ModelTable models;
  private final Monitor monitor;
  private final InferencePool pool;
  private final @Nullable Store store;
  private final @Nullable Feedback feedback;
  private final @Nullable History history;
  private final @Nullable ConceptWatch concept;
  private final @Nullable OutcomeFeed feed;
  private final Supplier<ClockTime> clock;
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final Schedules schedules = new Schedules(Clock.systemUTC());

  /** For work that waits for the store, which takes no thread from anything else. */
  private final ExecutorService background = background();

  private final GpuCollector gpus = new GpuCollector();
  private @Nullable Integer metricsPort;

  /**
   * Starts a service whose windows follow this machine's clocks.
   *
   * @throws StartException if there is no registry, or the port is not to be had
   */
  public static RunningService start(ServiceSettings settings) throws StartException {
    Supplier<ClockTime> clock = () -> new ClockTime(System.nanoTime(), Clock.systemUTC().instant());
    RunningService service = start(settings, clock, VerdictLog::write);
    service.followClocks();
    return service;
  }

  /**
   * Starts a service whose windows end only when {@link #tick} says so.
   *
   * @param clock what {@link #tick} will be given, for what happens in between
   * @param onVerdict is told each verdict on a window that ended
   * @throws StartException if there is no registry, or the port is not to be had
   */
  public static RunningService start(
      ServiceSettings settings, Supplier<ClockTime> clock, Consumer<WindowVerdict> onVerdict)
      throws StartException {
    if (!Files.isDirectory(settings.registry())) {
      throw new StartException(
          "there is no registry directory "
              + settings.registry()
              + "; name one with --registry, or make one with ./ml-service register");
    }
    RunningService service = new RunningService(settings, clock, onVerdict);
    try {
      service.listen();
      return service;
    } catch (StartException e) {
      service.close();
      throw e;
    } catch (RuntimeException e) {
      service.close();
      throw notStarted(settings, e);
    }
  }

  private RunningService(
      ServiceSettings settings, Supplier<ClockTime> clock, Consumer<WindowVerdict> onVerdict) {
    this.settings = settings;
    this.pool = new InferencePool(settings.threads(), settings.waiting());
    this.clock = clock;
    StoreSettings kept = settings.store();
    this.store = kept == null ? null : Store.start(kept.address());
    this.history =
        store == null || kept == null
            ? null
            : new History(store, UUID.randomUUID().toString(), kept.pace(), System::nanoTime);
    this.monitor =
        new Monitor(
            clock,
            2 * settings.threads(),
            onVerdict,
            history == null ? CountsHistory.NONE : history.counts());
    if (history != null) {
      history.watch(monitor, VerdictLog::write);
    }
    ModelRegistry registry = LocalRegistry.open(settings.registry());
    VersionObservers counting = settings.watched() ? monitor : new Unwatched();
    this.feedback = store == null ? null : feedback(store, counting, clock);
    VersionObservers told = feedback == null ? counting : feedback.versions();
    this.opener = ModelOpener.of(settings.loads(), Clock.systemUTC().instant());
    this.models =
        new ModelTable(
            registry,
            opener,
            settings.watched()
                ? new DeduplicatingObservers(told, feedback == null, System::nanoTime)
                : told);
    this.concept = store == null ? null : concept(store);
    this.feed = store == null || !settings.watched() ? null : feed(store);
    RegistrySync sync = new RegistrySync(registry, models, Clock.systemUTC());
    Schedule polls = schedules.named("registry");
    polls.run(() -> taken(sync, () -> sync.start(settings.loads().within())));
    MetricsPage page = new MetricsPage(collectors());
    this.context = context(settings, registry, page);
    this.server = context.getBean(EmbeddedServer.class);
    schedules.repeat(polls, () -> taken(sync, sync), settings.poll());
    schedules.repeat(schedules.named("gpu"), done(gpus::sample), GPUS);
    if (store != null) {
      schedules.add(store.rounds());
      schedules.repeatIn(
          background,
          schedules.named("housekeeping"),
          done(this::housekeeping),
          Duration.ZERO,
          HOUSEKEEPING);
    }
  }

  private void followClocks() {
    schedules.repeat(schedules.named("windows"), done(() -> moveOn(clock.get())), TICK);
    if (store != null) {
      schedules.repeatIn(
          background, schedules.named("labels"), done(this::takeNewLabels), LABELS, LABELS);
    }
  }

  private static boolean taken(RegistrySync sync, Runnable step) {
    step.run();
    return sync.problem().isEmpty();
  }

  private static Schedule.Turn done(Runnable step) {
    return () -> {
      step.run();
      return true;
    };
  }

  @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
  private Feedback feedback(Store store, VersionObservers counting, Supplier<ClockTime> clock) {
    String key = settings.store() == null ? null : settings.store().subjectKey();
    return new Feedback(
        store,
        counting,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        () -> clock.get().wall().toEpochMilli());
  }

  private ConceptWatch concept(Store store) {
    return new ConceptWatch(
        store,
        models::versions,
        () -> history == null || !history.counts().isShared() || history.isJudge(),
        () -> clock.get().wall().toEpochMilli());
  }

  private void housekeeping() {
    try {
      if (feedback != null) {
        feedback.housekeeping();
      }
    } finally { // neither keeps the other from its turn
      if (history != null) {
        history.housekeeping(clock.get().wall());
      }
    }
  }

  private OutcomeFeed feed(Store store) {
    return new OutcomeFeed(
        store, monitor, models::versions, () -> clock.get().wall().toEpochMilli());
  }

  private List<MultiCollector> collectors() {
    List<MultiCollector> collectors =
        new ArrayList<>(
            List.of(
                new VersionCollector(monitor, VersionCollector.BUDGET),
                new ModelCollector(models, this::registryFigures),
                gpus,
                new ScheduleCollector(schedules),
                new ContainerCollector(),
                new JvmCollector()));
    if (feedback != null) {
      collectors.add(new FeedbackCollector(feedback));
    }
    if (history != null) {
      collectors.add(new HistoryCollector(history));
    }
    if (concept != null) {
      collectors.add(new ConceptCollector(concept));
    }
    return collectors;
  }

  /** Each of its schedules hands over one turn at a time. */
  private static ExecutorService background() {
    return Executors.newFixedThreadPool(
        BACKGROUND_THREADS,
        work -> {
          Thread thread = new Thread(work, "background");
          thread.setDaemon(true);
          return thread;
        });
  }

  private ApplicationContext context(
      ServiceSettings settings, ModelRegistry registry, MetricsPage page) {
    Map<String, Object> properties = new HashMap<>(settings.properties());
    // One event loop a core: as many counting threads as there are stripes, with the pool's.
    properties.putIfAbsent("micronaut.netty.event-loops.default.num-threads", settings.threads());
    properties.put("micronaut.server.host", settings.host());
    properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
    ApplicationContext built =
        ApplicationContext.builder().properties(properties).banner(false).build();
    built.registerSingleton(ServedModels.class, models);
    built.registerSingleton(ModelTable.class, models);
    built.registerSingleton(ModelOpener.class, opener);
    built.registerSingleton(ModelRegistry.class, registry);
    built.registerSingleton(Monitor.class, monitor);
    built.registerSingleton(MetricsPage.class, page);
    built.registerSingleton(InferencePool.class, pool);
    if (feedback != null) {
      built.registerSingleton(Feedback.class, feedback);
    }
    if (concept != null) {
      built.registerSingleton(ConceptWatch.class, concept);
    }
    if (history != null) {
      built.registerSingleton(
          HistoryReports.class, history.kept(monitor, () -> clock.get().wall()));
      built.registerSingleton(KeptVerdicts.class, history.verdicts(monitor));
    }
    return built.start();
  }

  private void listen() throws StartException {
    server.start();
    Integer wanted = context.getProperty(METRICS_PORT, Integer.class).orElse(null);
    if (wanted != null) {
      try {
        metricsPort = context.getBean(MetricsPort.class).open(settings.host(), wanted);
      } catch (IOException e) {
        throw taken(wanted, settings.host(), "--metrics-port", e);
      }
    }
    context.getBean(Readiness.class).set(true);
    LOG.info("listening on {}", address());
  }

  private RegistryFigures registryFigures() {
    return new RegistryFigures(
        models.statuses().stream()
            .collect(Collectors.toMap(ModelStatus::name, ModelStatus::aliases)),
        models.loadErrors(),
        models.hangingLoads(),
        opener.isProbeUnavailable());
  }

  /** Where it can be called. */
  public String address() {
    return "http://" + settings.host() + ":" + server.getPort();
  }

  /** Where it can be scraped and probed, whatever its models do if it has a port for that. */
  public String metricsAddress() {
    return metricsPort == null ? address() : "http://" + settings.host() + ":" + metricsPort;
  }

  /** The versions it serves. */
  public ModelTable models() {
    return models;
  }

  /** Moves the windows on. Never throws. */
  public void tick(ClockTime now) {
    try {
      moveOn(now);
    } catch (RuntimeException e) {
      LOG.error("windows could not be moved on", e);
    }
  }

  private void moveOn(ClockTime now) {
    try {
      monitor.tick(now.nanos(), now.wall());
    } finally { // a replica whose windows fail is still there, and says so to the others
      if (history != null) {
        history.tick(now);
      }
    }
  }

  /** Takes the labels that the store has committed, and judges what has matured. Never throws. */
  public void takeLabels() {
    try {
      takeNewLabels();
    } catch (RuntimeException e) {
      LOG.error("labels could not be taken", e);
    }
  }

  private void takeNewLabels() {
    try { // none keeps another from its turn
      if (feed != null) {
        feed.tick();
      }
    } finally {
      try {
        if (history != null) {
          history.judgeMatured(clock.get().wall());
          history.showKept(clock.get().wall());
        }
      } finally {
        if (concept != null) {
          concept.tick();
        }
      }
    }
  }

  private static StartException notStarted(ServiceSettings settings, RuntimeException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof java.net.BindException) {
        return taken(settings.port(), settings.host(), "--port", at);
      }
    }
    throw e;
  }

  private static StartException taken(int port, String host, String option, Throwable e) {
    String where = "port " + port + " of " + host + " cannot be had (" + e.getMessage();
    return new StartException(where + "); choose another with " + option, e);
  }

  /**
   * Asks for no more requests, finishes those in flight, then closes the models. Predictions that
   * go on when the time to stop is nearly over are told to end; those that do not obey keep their
   * sessions, which would take the process along, and end with it.
   */
  @Override
  public void close() {
    long end = System.nanoTime() + settings.stopWithin().toNanos();
    if (context.isRunning()) { // a port that was not to be had has ended it already
      Duration polite = settings.stopWithin().minus(LAST_CALL);
      GracefulStop.of(
          server,
          context.getBean(Readiness.class),
          polite.isNegative() ? settings.stopWithin() : polite);
    }
    schedules.close();
    background.shutdown();
    pool.close();
    opener.runtime().endRuns();
    try {
      pool.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      background.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    context.close();
    models.close();
    if (history != null) {
      history.close(clock.get());
    }
    if (store != null) {
      store.close();
    }
  }
}
