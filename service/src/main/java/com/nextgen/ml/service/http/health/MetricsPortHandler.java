package com.nextgen.ml.service.http.health;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.http.AccessGate;
import com.nextgen.ml.service.http.Problems;
import com.nextgen.ml.service.http.RequestRules;
import com.nextgen.ml.service.metrics.MetricsPage;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers probes and scrapes on one connection, one after the other. */
final class MetricsPortHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsPortHandler.class);

  private final HealthRoutes health;
  private final MetricsPage page;
  private final Executor scrapes;
  private final RequestRules rules;

  /** Those that came while one is answered: no more than one read brings. */
  private final Queue<HttpRequest> waiting = new ArrayDeque<>();

  private boolean answering;

  MetricsPortHandler(HealthRoutes health, MetricsPage page, Executor scrapes, RequestRules rules) {
    this.health = health;
    this.page = page;
    this.scrapes = scrapes;
    this.rules = rules;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (answering) {
      waiting.add(request); // its body is let go, and nobody wants it
      context.channel().config().setAutoRead(false);
    } else {
      answering = true;
      handle(context, request);
    }
  }

  private void answered(ChannelHandlerContext context) {
    HttpRequest next = waiting.poll();
    if (next == null) {
      answering = false;
      context.channel().config().setAutoRead(true);
    } else {
      context.executor().execute(() -> handle(context, next)); // not one within the other
    }
  }

  private void handle(ChannelHandlerContext context, HttpRequest request) {
    Refusal refusal = rules.refusal(request, context.channel().remoteAddress());
    String uri = request.uri();
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    if (request.decoderResult().isFailure()) {
      problem(context, path, HttpStatus.BAD_REQUEST, "the request cannot be read");
    } else if (!request.method().equals(HttpMethod.GET)) {
      problem(context, path, HttpStatus.METHOD_NOT_ALLOWED, "only GET is allowed on this port");
    } else if (refusal != null) {
      problem(context, path, HttpStatus.valueOf(refusal.code().status()), refusal.detail());
    } else {
      switch (path) {
        case "/metrics" -> scrape(context, request.headers().get(HttpHeaderNames.ACCEPT));
        case "/v2/health/live" -> answer(context, health.live());
        case "/v2/health/ready" -> answer(context, health.ready());
        default ->
            problem(
                context,
                path,
                HttpStatus.NOT_FOUND,
                "there is nothing at '"
                    + Messages.quoted(path)
                    + "' of this port: it has /metrics, /v2/health/live and /v2/health/ready");
      }
    }
  }

  private void scrape(ChannelHandlerContext context, @Nullable String accept) {
    try {
      scrapes.execute(
          () -> {
            try {
              MetricsPage.Page rendered = page.render(accept);
              write(context, HttpStatus.OK, rendered.contentType(), rendered.body());
            } catch (RuntimeException e) {
              LOG.error("the metrics could not be written", e);
              String detail = "the request failed in the service";
              problem(context, "/metrics", HttpStatus.INTERNAL_SERVER_ERROR, detail);
            }
          });
    } catch (RejectedExecutionException e) {
      problem(context, "/metrics", HttpStatus.SERVICE_UNAVAILABLE, "too many scrapes at a time");
    }
  }

  private void answer(ChannelHandlerContext context, MutableHttpResponse<byte[]> answer) {
    write(context, answer.getStatus(), MediaType.APPLICATION_JSON, answer.body());
  }

  private void problem(
      ChannelHandlerContext context, String path, HttpStatus status, String detail) {
    write(
        context,
        status,
        Problems.contentType(path).toString(),
        Problems.body(path, status, detail));
  }

  private void write(ChannelHandlerContext context, HttpStatus status, String type, byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(status.getCode()),
            Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    if (status == HttpStatus.UNAUTHORIZED) {
      response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, AccessGate.CHALLENGE);
    }
    context.writeAndFlush(response).addListener(written -> answered(context));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
    var unused = context.close(); // a time-out, or a client that went away
  }
}
