package com.nextgen.ml.service.app;

import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.audit.Audit;
import com.nextgen.ml.service.access.audit.Refusals;
import com.nextgen.ml.service.concept.ConceptWatch;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.history.HistoryReports;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.http.tls.Certificates;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.KeptPredictions;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.metrics.MetricsPage;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.registry.ModelRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.ssl.CertificateProvider;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.HashMap;
import java.util.Map;

/** What the routes find in the framework's context. */
final class Registrations {
  private Registrations() {}

  /** Returns a started context whose server does not listen yet. */
  static ApplicationContext start(
      ServiceSettings settings, Rooms rooms, Entrance entrance, MetricsPage page) {
    ApplicationContext context =
        ApplicationContext.builder().properties(properties(settings)).banner(false).build();
    Loading loading = rooms.loading();
    context.registerSingleton(ServedModels.class, loading.models());
    context.registerSingleton(ModelTable.class, loading.models());
    context.registerSingleton(ModelOpener.class, loading.opener());
    context.registerSingleton(ModelRegistry.class, loading.registry());
    context.registerSingleton(Monitor.class, rooms.monitor());
    context.registerSingleton(MetricsPage.class, page);
    context.registerSingleton(InferencePool.class, rooms.pool());
    context.registerSingleton(Refusals.class, entrance.audit().refusals());
    context.registerSingleton(Audit.class, entrance.audit());
    if (entrance.access() != null) {
      context.registerSingleton(Access.class, entrance.access());
    }
    if (entrance.certificates() != null) {
      context.registerSingleton(
          CertificateProvider.class, entrance.certificates(), Qualifiers.byName(Certificates.NAME));
    }
    if (rooms.recording() != null) {
      register(context, rooms.recording());
    }
    return context.start();
  }

  private static void register(ApplicationContext context, Recording recording) {
    context.registerSingleton(Feedback.class, recording.feedback());
    context.registerSingleton(KeptPredictions.class, recording.feedback().kept());
    context.registerSingleton(ConceptWatch.class, recording.concept());
    context.registerSingleton(
        HistoryReports.class, recording.history().reports(() -> recording.clock().get().wall()));
    context.registerSingleton(KeptVerdicts.class, recording.history().verdicts());
  }

  private static Map<String, Object> properties(ServiceSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.properties());
    // One event loop a core: as many counting threads as there are stripes, with the pool's.
    properties.putIfAbsent("micronaut.netty.event-loops.default.num-threads", settings.threads());
    properties.put("micronaut.server.host", settings.host());
    int port = settings.port() == 0 ? -1 : settings.port();
    properties.put("micronaut.server.port", port);
    TlsSettings tls = TlsSettings.of(settings.properties());
    if (tls != null) {
      properties.putAll(tls.server(port));
    }
    return properties;
  }
}
