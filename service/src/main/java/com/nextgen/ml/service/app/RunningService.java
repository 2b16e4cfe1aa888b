package com.nextgen.ml.service.app;

import com.nextgen.ml.service.http.health.GracefulStop;
import com.nextgen.ml.service.http.health.MetricsPort;
import com.nextgen.ml.service.http.health.Readiness;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.metrics.MetricsPage;
import com.nextgen.ml.service.metrics.system.GpuCollector;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.temporary.TemporaryFolder;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service from its start to the end of its last request. */
public final class RunningService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningService.class);

  /** The setting that {@code --metrics-port} sets. */
  public static final String METRICS_PORT = "ml.http.metrics-port";

  /** What of the time to stop is left to runs that were told to end. */
  private static final Duration LAST_CALL = Duration.ofSeconds(2);

  private final ServiceSettings settings;
  private final Rooms rooms;
  private final Entrance entrance;
  private final Timetable timetable;
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private @Nullable Integer metricsPort;

  /**
   * Starts a service whose windows follow this machine's clocks.
   *
   * @throws StartException if there is no registry, or the port is not available
   */
  public static RunningService start(ServiceSettings settings) throws StartException {
    Supplier<ClockTime> clock = () -> new ClockTime(System.nanoTime(), Clock.systemUTC().instant());
    RunningService service = start(settings, clock, new VerdictLog()::write);
    service.timetable.followClocks(clock);
    return service;
  }

  /**
   * Starts a service whose windows end only when {@link #tick} says so.
   *
   * @param clock what {@link #tick} will be given, for what happens in between
   * @param onVerdict receives each verdict on a window that ended
   * @throws StartException if there is no registry, or the port is not available
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
    removeLeftFiles();
    Entrance entrance = Entrance.of(settings, () -> clock.get().wall().toEpochMilli());
    RunningService service = new RunningService(settings, entrance, clock, onVerdict);
    try {
      service.listen();
      return service;
    } catch (StartException e) {
      service.close();
      throw e;
    } catch (RuntimeException e) {
      service.close();
      throw StartException.notListening(settings, e);
    }
  }

  /** Processes that were killed could not do it themselves. */
  private static void removeLeftFiles() {
    try {
      int removed = TemporaryFolder.clean(TemporaryFolder.usual());
      if (removed > 0) {
        LOG.info("removed {} temporary folders that killed processes left", removed);
      }
    } catch (IOException e) {
      LOG.warn("temporary folders of killed processes cannot be removed", e);
    }
  }

  private RunningService(
      ServiceSettings settings,
      Entrance entrance,
      Supplier<ClockTime> clock,
      Consumer<WindowVerdict> onVerdict) {
    this.settings = settings;
    this.rooms = Rooms.of(settings, clock, onVerdict);
    this.entrance = entrance.keptIn(rooms.recording());
    this.timetable = new Timetable(rooms, this.entrance);
    GpuCollector gpus = new GpuCollector();
    timetable.loadFirst(settings.loads().within());
    MetricsPage page = ServiceMetrics.page(rooms, this.entrance, timetable.schedules(), gpus);
    this.context = Registrations.start(settings, rooms, this.entrance, page);
    this.server = context.getBean(EmbeddedServer.class);
    timetable.start(settings.poll(), gpus);
  }

  private void listen() throws StartException {
    server.start();
    Integer wanted = context.getProperty(METRICS_PORT, Integer.class).orElse(null);
    if (wanted != null) {
      try {
        metricsPort = context.getBean(MetricsPort.class).open(settings.host(), wanted);
      } catch (IOException e) {
        throw StartException.portTaken(wanted, settings.host(), "--metrics-port", e);
      }
    }
    context.getBean(Readiness.class).set(true);
    LOG.info("listening on {}", address());
    if (entrance.open()) {
      LOG.warn("--insecure: whoever reaches {} may do everything, without a token", address());
    }
  }

  /** Returns where it can be called. */
  public String address() {
    String scheme = entrance.certificates() == null ? "http" : "https";
    return scheme + "://" + settings.host() + ":" + server.getPort();
  }

  /**
   * Returns where it can be scraped and probed, whatever its models do if it has a port for that.
   */
  public String metricsAddress() {
    return metricsPort == null ? address() : "http://" + settings.host() + ":" + metricsPort;
  }

  /** Returns the versions it serves. */
  public ModelTable models() {
    return rooms.loading().models();
  }

  /** Moves the windows on. Never throws. */
  public void tick(ClockTime now) {
    try {
      rooms.moveOn(now);
    } catch (RuntimeException e) {
      LOG.error("windows could not be moved on", e);
    }
  }

  /** Takes the labels that the store has committed, and judges what has matured. Never throws. */
  public void takeLabels() {
    try {
      if (rooms.recording() != null) {
        rooms.recording().takeLabels();
      }
    } catch (RuntimeException e) {
      LOG.error("labels could not be taken", e);
    }
  }

  /**
   * Asks for no more requests, finishes those in flight, then closes the models. Predictions that
   * go on when the time to stop is nearly over are told to end; those that do not obey keep their
   * sessions, which would take the process along, and end with it.
   */
  @Override
  public void close() {
    long end = System.nanoTime() + settings.stopWithin().toNanos();
    if (context.isRunning()) { // a port that was not available has ended it already
      Duration polite = settings.stopWithin().minus(LAST_CALL);
      GracefulStop.of(
          server,
          context.getBean(Readiness.class),
          polite.isNegative() ? settings.stopWithin() : polite);
    }
    timetable.stop();
    rooms.pool().close();
    rooms.loading().opener().runtime().endRuns();
    try {
      rooms.pool().awaitEnd(until(end));
      timetable.awaitEnd(until(end));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    context.close();
    rooms.loading().models().close();
    entrance.audit().sumUp(Clock.systemUTC().instant());
    if (rooms.recording() != null) {
      rooms.recording().close();
    }
  }

  private static Duration until(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
