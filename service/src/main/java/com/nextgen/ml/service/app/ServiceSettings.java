package com.nextgen.ml.service.app;

import com.nextgen.ml.service.history.History;
import com.nextgen.ml.service.http.AllowedHosts;
import com.nextgen.ml.service.inference.loading.LoadSettings;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service is started.
 *
 * @param registry the registry's directory
 * @param port 0 for any free one
 * @param threads of the pool for large batches; as many as there are cores
 * @param waiting how many pieces of work may wait for one of them
 * @param poll how often the registry is looked at
 * @param stopWithin how long requests in flight have to finish when the service stops
 * @param store where predictions, labels and counts are kept; null for nowhere
 * @param watched whether rows and requests are counted; false only to measure what that costs
 * @param loads how model files are opened
 * @param properties further settings of the HTTP server, by their names in {@code application.yml}
 */
public record ServiceSettings(
    Path registry,
    String host,
    int port,
    int threads,
    int waiting,
    Duration poll,
    Duration stopWithin,
    @Nullable StoreSettings store,
    boolean watched,
    LoadSettings loads,
    Map<String, Object> properties) {

  public ServiceSettings {
    properties = Map.copyOf(properties);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port must be 0 to 65535");
    }
    if (threads < 1 || waiting < 1 || poll.isNegative() || poll.isZero()) {
      throw new IllegalArgumentException("threads, waiting and poll must be above 0");
    }
  }

  /**
   * Returns the usual settings on this machine, without a store, for model files known to be good.
   */
  public static ServiceSettings of(Path registry, String host, int port) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new ServiceSettings(
        registry,
        host,
        port,
        cores,
        64 * cores,
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        null,
        true,
        LoadSettings.DIRECT,
        Map.of());
  }

  /** Returns the same with one more setting of the HTTP server. */
  public ServiceSettings with(String property, Object value) {
    Map<String, Object> more = new HashMap<>(properties);
    more.put(property, value);
    return new ServiceSettings(
        registry, host, port, threads, waiting, poll, stopWithin, store, watched, loads, more);
  }

  /** Returns the same without monitoring. */
  public ServiceSettings unwatched() {
    return with(store, false);
  }

  /**
   * Returns the same under more names.
   *
   * @param hosts as {@link AllowedHosts#of} reads them; where blank, the server's own setting
   *     stands
   * @throws IllegalArgumentException if one of them is no name of a host
   */
  public ServiceSettings allowing(String hosts) {
    if (hosts.isBlank()) {
      return this;
    }
    try {
      AllowedHosts.of(hosts);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--allowed-hosts: " + e.getMessage(), e);
    }
    return with(AllowedHosts.PROPERTY, hosts);
  }

  /** Returns the same with a store, written at the usual pace. */
  public ServiceSettings withStore(StoreAddress address, @Nullable String subjectKey) {
    return with(new StoreSettings(address, subjectKey, History.Pace.USUAL), watched);
  }

  /** Returns the same with a store; null for none. */
  public ServiceSettings with(@Nullable StoreSettings other) {
    return with(other, watched);
  }

  /** Returns the same with other ways to open model files. */
  public ServiceSettings with(LoadSettings other) {
    return with(store, watched, other);
  }

  private ServiceSettings with(@Nullable StoreSettings kept, boolean counted) {
    return with(kept, counted, loads);
  }

  private ServiceSettings with(@Nullable StoreSettings kept, boolean counted, LoadSettings opened) {
    return new ServiceSettings(
        registry,
        host,
        port,
        threads,
        waiting,
        poll,
        stopWithin,
        kept,
        counted,
        opened,
        properties);
  }
}
