package com.nextgen.ml.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a body may take, in the channel's own time. */
class BodyGuardTest {
  private static final int TIMEOUT = 30;
  private static final int HEADERS = 10;
  private static final int UPLOAD = 200;

  private static final AllowedHosts HOSTS = AllowedHosts.of("");

  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new BodyGuard(limits(), new RequestRules(HOSTS, BodyGuardTest::queries, null)));

  private static BodyLimits limits() {
    HttpSettings settings =
        new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(TIMEOUT),
            Duration.ofSeconds(HEADERS),
            Duration.ofSeconds(UPLOAD),
            4,
            64,
            65_536,
            10_000_000,
            100_000,
            100,
            1_000_000_000,
            100_000_000,
            Duration.ofSeconds(1));
    return new BodyLimits(
        settings,
        HOSTS,
        BodyGuardTest::queries,
        () -> new RefusedRequests(new Versions(new TestModels())),
        () -> null);
  }

  /** None of these requests has a query. */
  private static QueryNames queries() {
    throw new AssertionError("a target without a query is looked at");
  }

  private void begin(String contentType) {
    channel.freezeTime();
    DefaultHttpRequest request =
        new DefaultHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/models/intent/versions/3/baseline");
    request.headers().set(HttpHeaderNames.HOST, "localhost:8080");
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    channel.writeInbound(request);
  }

  /** Whether the body is still taken when so much of it comes in each of several timeouts. */
  private boolean isTaken(int bytes) {
    for (int i = 0; i < 5 && channel.isOpen(); i++) {
      channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[bytes])));
      channel.advanceTimeBy(TIMEOUT - 1, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
    }
    HttpResponse refused = channel.readOutbound();
    assertThat(refused == null || refused.status().code() == 408).isTrue();
    assertThat(channel.isOpen()).isEqualTo(refused == null);
    channel.finishAndReleaseAll();
    return refused == null;
  }

  @Test
  void acceptsASlowUpload() {
    begin("text/csv");
    assertThat(isTaken(300_000)).isTrue();
  }

  @Test
  void refusesATricklingUpload() {
    begin("text/csv; charset=utf-8");
    assertThat(isTaken(1_000)).isFalse();
  }

  @Test
  void refusesASlowDocument() {
    begin("application/json");
    assertThat(isTaken(300_000)).isFalse();
  }

  @Test
  void refusesAnUploadThatTakesTooLongInAll() {
    begin("text/csv");
    for (int i = 0; i < UPLOAD / (TIMEOUT - 1) + 1; i++) {
      assertThat(channel.<Object>readOutbound()).isNull();
      channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[300_000])));
      channel.advanceTimeBy(TIMEOUT - 1, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
    }
    HttpResponse refused = channel.readOutbound();
    assertThat(refused.status().code()).isEqualTo(408);
    channel.finishAndReleaseAll();
  }

  @Test
  void refusesHeadersThatTrickle() {
    channel.freezeTime();
    for (int i = 0; i < 3 && channel.isOpen(); i++) {
      channel.flushInbound(); // bytes that make no message yet
      channel.advanceTimeBy(HEADERS - 1, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
    }
    HttpResponse refused = channel.readOutbound();
    assertThat(refused.status().code()).isEqualTo(408);
    channel.advanceTimeBy(3, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void waitsForAnyTimeBetweenRequests() {
    begin("application/json");
    channel.writeInbound(new DefaultLastHttpContent());
    channel.advanceTimeBy(10 * HEADERS, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.<Object>readOutbound()).isNull();
    assertThat(channel.isOpen()).isTrue();
    channel.finishAndReleaseAll();
  }
}
