package com.nextgen.ml.service.http;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import io.micronaut.http.HttpStatus;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches what arrives on one connection: a request that breaks the {@link RequestRules} is refused
 * before its body is read, a body is refused while all bodies together hold too many bytes, and a
 * connection is closed whose headers or body take too long. Bodies that arrive whole and small, as
 * most do, cost a few comparisons.
 */
public final class BodyGuard extends ChannelDuplexHandler {
  /** The connection's guard, which knows when the request being answered began. */
  public static final AttributeKey<BodyGuard> KEY = AttributeKey.valueOf(BodyGuard.class, "guard");

  private static final int SMALL = 8_192;

  /** The timeout of a body that goes to a file restarts whenever this many bytes have come. */
  private static final int PROGRESS = 262_144;

  /**
   * How long the rest of a refused request is read and dropped, lest a reset swallow the answer.
   */
  private static final int LINGER_SECONDS = 2;

  private static final Refusal BUSY =
      new Refusal(ErrorCode.OVERLOAD, "the service is busy; try again");

  private static final Refusal TOO_SLOW =
      new Refusal(ErrorCode.SLOW_BODY, "the body took too long to arrive");

  private static final Refusal CUT =
      new Refusal(
          ErrorCode.INVALID, "the body ends before its end, or is not in chunks as it says");

  private static final Refusal SLOW_HEADERS =
      new Refusal(ErrorCode.SLOW_BODY, "the request's headers took too long to arrive");

  private final BodyLimits limits;
  private final RequestRules rules;

  /** Bytes held by each request that is not answered yet, in order; the last may still arrive. */
  private final Queue<Held> unanswered = new ArrayDeque<>(2);

  private @Nullable Held arriving;
  private @Nullable Future<?> deadline;

  /** When the headers must have come whose first bytes are there. */
  private @Nullable Future<?> headerDeadline;

  /** When a body that goes to a file must have come. */
  private @Nullable Future<?> uploadDeadline;

  /** Whether a message came of the bytes that are being read. */
  private boolean decoded;

  private boolean refusing;

  /** A refusal that waits for the answers of earlier requests. */
  private @Nullable FullHttpResponse owed;

  private @Nullable ChannelFuture refusalSent;
  private boolean drained;
  private long startedAt;

  private static final class Held {
    final String uri;
    final @Nullable String traceParent;
    final boolean counts;
    long bytes;
    int progress;

    /** A request whose headers have not come. */
    Held() {
      uri = "/";
      traceParent = null;
      counts = true;
    }

    Held(HttpRequest request) {
      uri = request.uri();
      traceParent = request.headers().get("traceparent");
      String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
      // Training rows and labels go straight to a file, and may be long.
      counts = type == null || !type.startsWith("text/csv");
    }
  }

  BodyGuard(BodyLimits limits, RequestRules rules) {
    this.limits = limits;
    this.rules = rules;
  }

  /** Returns when the first byte of the latest request was read, on the monotonic clock. */
  public long startedAt() {
    return startedAt;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.channel().attr(KEY).set(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    decoded = true;
    if (refusing) {
      drop(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      startedAt = System.nanoTime();
      headerDeadline = cancelled(headerDeadline);
      Refusal refusal = rules.refusal(request, context.channel().remoteAddress());
      arriving = new Held(request);
      unanswered.add(arriving);
      if (refusal != null) {
        refuse(context, arriving, refusal);
        drop(message);
        return;
      }
    }
    if (message instanceof HttpContent content && arriving != null) {
      // Else what came of it would be taken for all.
      if (content.decoderResult().isFailure() && !(message instanceof HttpRequest)) {
        drained = true; // there is nothing more that could be read
        refuse(context, arriving, CUT);
        ReferenceCountUtil.release(message);
        return;
      }
      int bytes = content.content().readableBytes();
      boolean last = message instanceof LastHttpContent;
      boolean small = last && arriving.bytes == 0 && bytes <= SMALL;
      if (!small && arriving.counts && !hold(arriving, bytes)) {
        refuse(context, arriving, BUSY);
        drop(message);
        return;
      }
      arriving.progress += bytes;
      if (last) {
        arriving = null;
        deadline = cancelled(deadline);
        uploadDeadline = cancelled(uploadDeadline);
      } else if (!arriving.counts && arriving.progress >= PROGRESS) {
        arriving.progress = 0;
        deadline = cancelled(deadline);
      }
    }
    super.channelRead(context, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (arriving != null && !refusing) {
      if (deadline == null) {
        deadline = schedule(context, limits.bodyTimeout(), () -> tooSlow(context));
      }
      if (!arriving.counts && uploadDeadline == null) {
        uploadDeadline = schedule(context, limits.uploadTimeout(), () -> tooSlow(context));
      }
    } else if (!decoded && !refusing && headerDeadline == null) {
      // Bytes came, and no message is whole: headers are arriving.
      headerDeadline = schedule(context, limits.headerTimeout(), () -> headersTooSlow(context));
    }
    decoded = false;
    super.channelReadComplete(context);
    if (refusing) {
      context.read(); // nobody behind asks for what is dropped
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof LastHttpContent) {
      Held answered = unanswered.poll();
      if (answered != null) {
        limits.release(answered.bytes);
        answered.bytes = 0;
      }
    }
    super.write(context, message, promise);
    if (owed != null && unanswered.peek() == arriving) {
      send(context, owed);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    end();
    super.channelInactive(context);
  }

  private boolean hold(Held held, int bytes) {
    if (!limits.hold(bytes)) {
      return false;
    }
    held.bytes += bytes;
    return true;
  }

  private static Future<?> schedule(ChannelHandlerContext context, Duration after, Runnable work) {
    return context.executor().schedule(work, after.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Nobody knows whose they are: there is no request, and no more of it is read. */
  private void headersTooSlow(ChannelHandlerContext context) {
    headerDeadline = null;
    if (!refusing && arriving == null) {
      Held unknown = new Held();
      unanswered.add(unknown);
      refuse(context, unknown, SLOW_HEADERS);
    }
  }

  private void tooSlow(ChannelHandlerContext context) {
    if (arriving != null) {
      refuse(context, arriving, TOO_SLOW);
    }
  }

  /** Answers when all before it are answered, and closes. */
  private void refuse(ChannelHandlerContext context, Held held, Refusal refusal) {
    if (!AccessGate.isItsOwn(refusal.code())) { // nobody may spoil a model's figures by asking
      limits.refused(held.uri, refusal.code().reason(), held.traceParent);
    }
    refusing = true;
    cancelDeadlines();
    HttpStatus status = HttpStatus.valueOf(refusal.code().status());
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(status.getCode()),
            Unpooled.wrappedBuffer(Problems.body(held.uri, status, refusal.detail())));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, Problems.contentType(held.uri).toString())
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, limits.retryAfterSeconds());
    }
    if (status == HttpStatus.UNAUTHORIZED) {
      response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, AccessGate.CHALLENGE);
    }
    if (unanswered.peek() == held) {
      send(context, response);
    } else {
      owed = response;
    }
  }

  private void send(ChannelHandlerContext context, FullHttpResponse response) {
    owed = null;
    ChannelFuture sent = context.writeAndFlush(response);
    refusalSent = sent;
    if (drained) {
      sent.addListener(ChannelFutureListener.CLOSE);
    } else {
      var unused =
          context.executor().schedule(() -> close(context), LINGER_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void close(ChannelHandlerContext context) {
    var unused = context.close();
  }

  /** Lets go of what comes after a refusal; the connection ends with the refused body. */
  private void drop(Object message) {
    boolean last = message instanceof LastHttpContent;
    ReferenceCountUtil.release(message);
    if (last && !drained) {
      drained = true;
      if (refusalSent != null) {
        refusalSent.addListener(ChannelFutureListener.CLOSE);
      }
    }
  }

  private void cancelDeadlines() {
    deadline = cancelled(deadline);
    uploadDeadline = cancelled(uploadDeadline);
    headerDeadline = cancelled(headerDeadline);
  }

  /** Cancels what is scheduled; null, which says that nothing is. */
  private static @Nullable Future<?> cancelled(@Nullable Future<?> scheduled) {
    if (scheduled != null) {
      scheduled.cancel(false);
    }
    return null;
  }

  private void end() {
    cancelDeadlines();
    for (Held held : unanswered) {
      limits.release(held.bytes);
    }
    unanswered.clear();
    arriving = null;
  }
}
