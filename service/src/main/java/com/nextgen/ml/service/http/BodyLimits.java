package com.nextgen.ml.service.http;

import com.nextgen.ml.service.fault.ErrorReason;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How many bytes all bodies together hold, and a {@link BodyGuard} on every connection. */
@Singleton
final class BodyLimits implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final HttpSettings settings;
  private final AllowedHosts hosts;
  private final Provider<QueryNames> queries;
  private final Provider<RefusedRequests> refusedRequests;
  private final BeanProvider<AccessGate> gates;
  private final AtomicLong held = new AtomicLong();

  BodyLimits(
      HttpSettings settings,
      AllowedHosts hosts,
      Provider<QueryNames> queries,
      Provider<RefusedRequests> refusedRequests,
      BeanProvider<AccessGate> gates) {
    this.settings = settings;
    this.hosts = hosts;
    this.queries = queries;
    this.refusedRequests = refusedRequests;
    this.gates = gates;
  }

  /** Bytes of all bodies that are being received or answered, small whole ones left out. */
  long held() {
    return held.get();
  }

  /** Claims bytes; false if there is no room for them. */
  boolean hold(int bytes) {
    if (held.addAndGet(bytes) <= settings.bufferLimit()) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    if (bytes != 0) {
      held.addAndGet(-bytes);
    }
  }

  Duration bodyTimeout() {
    return settings.bodyTimeout();
  }

  Duration headerTimeout() {
    return settings.headerTimeout();
  }

  /** How long a body that goes to a file may take in all. */
  Duration uploadTimeout() {
    return settings.uploadTimeout();
  }

  long retryAfterSeconds() {
    return Math.max(1, settings.retryAfter().toSeconds());
  }

  /** A request was refused before its body was read. */
  void refused(String uri, ErrorReason reason, @Nullable String traceParent) {
    int query = uri.indexOf('?');
    refusedRequests.get().count(query < 0 ? uri : uri.substring(0, query), reason, traceParent);
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Customizer(null));
    return event.getBean();
  }

  private final class Customizer implements NettyServerCustomizer {
    private final @Nullable Channel channel;

    Customizer(@Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return new Customizer(channel);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel != null) {
        channel
            .pipeline()
            .addBefore(
                ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                "body-guard",
                new BodyGuard(
                    BodyLimits.this, new RequestRules(hosts, queries, gates.orElse(null))));
      }
    }
  }
}
