package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Provider;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every request of one connection must keep, whatever it asks for: it names this service, no
 * page of another origin sends it, its sender may do what it asks, it says of what type its body is
 * and how that is compressed, and its query has no parameter that nobody reads. A page can make a
 * browser send what it likes, but not without {@code Origin}, nor with a type that is not one of a
 * form's.
 */
public final class RequestRules {
  private static final Set<String> OF_FORMS =
      Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

  /** What the pages of {@link #FORMS} send, which carry a key of their own. */
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final Set<String> FORMS = Set.of("/login", "/logout");
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private static final Set<String> CODINGS = Set.of("gzip", "x-gzip", "deflate");

  /** Of nearly all requests, which need no closer look. */
  private static final String USUAL = "application/json";

  /** The name of a media type: what is none, the server would take for no type at all. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9!#$&^_.+*-]{1,127}/[a-z0-9!#$&^_.+*-]{1,127}");

  /** Asked under whatever name an orchestrator or a scraper has for this service. */
  private static final Set<String> UNDER_ANY_NAME =
      Set.of("/v2/health/live", "/v2/health/ready", "/metrics");

  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i:https?)://(?<authority>[^/?#]*)(?<rest>[/?].*)?");

  private final AllowedHosts allowed;
  private final Provider<QueryNames> queries;
  private final @Nullable AccessGate gate;

  /** The last {@code Host} that was found good: on one connection it hardly ever changes. */
  private @Nullable String goodHost;

  /**
   * @param gate null where everybody may do everything
   */
  public RequestRules(
      AllowedHosts allowed, Provider<QueryNames> queries, @Nullable AccessGate gate) {
    this.allowed = allowed;
    this.queries = queries;
    this.gate = gate;
  }

  /**
   * Looks at a request whose body has not been read. A target with a host in it, as proxies get
   * them, is made a path.
   *
   * @param from where it came from
   * @return null if it may go on
   */
  public @Nullable Refusal refusal(HttpRequest request, @Nullable SocketAddress from) {
    if (request.decoderResult().isFailure()) {
      return null; // the server itself says what is wrong with it
    }
    Refusal refusal = target(request);
    if (refusal == null) {
      refusal = host(request);
    }
    if (refusal == null) {
      refusal = page(request);
    }
    if (refusal == null && gate != null) {
      refusal = gate.refusal(request, path(request), from);
    }
    if (refusal == null) {
      refusal = coding(request);
    }
    if (refusal == null) {
      refusal = type(request);
    }
    if (refusal == null && request.uri().indexOf('?') >= 0) {
      refusal = queries.get().refusal(request.method().name(), request.uri());
    }
    return refusal;
  }

  private static @Nullable Refusal target(HttpRequest request) {
    String target = request.uri();
    if (target.startsWith("/") || target.equals("*")) {
      return null;
    }
    Matcher absolute = ABSOLUTE.matcher(target);
    String host = request.headers().get(HttpHeaderNames.HOST);
    if (!absolute.matches() || !absolute.group("authority").equalsIgnoreCase(host)) {
      return new Refusal(
          ErrorCode.INVALID,
          "the request's target must be a path, or an http address of the same host as 'Host'");
    }
    String rest = absolute.group("rest");
    request.setUri(rest == null ? "/" : rest.startsWith("/") ? rest : "/" + rest);
    return null;
  }

  private @Nullable Refusal host(HttpRequest request) {
    Iterator<String> hosts = request.headers().valueStringIterator(HttpHeaderNames.HOST);
    if (!hosts.hasNext()) {
      // No browser speaks HTTP/1.0, so nobody can have lured one here.
      return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0
          ? null
          : new Refusal(ErrorCode.INVALID, "the request has no 'Host'");
    }
    String host = hosts.next();
    if (hosts.hasNext()) {
      return new Refusal(ErrorCode.INVALID, "the request has more than one 'Host'");
    }
    if (host.equals(goodHost)) {
      return null;
    }
    Authority called = Authority.parse(host);
    if (called == null) {
      return new Refusal(
          ErrorCode.INVALID,
          "'Host' is '" + Messages.quoted(host) + "', which is neither a name nor an address");
    }
    if (allowed.has(called)) {
      goodHost = host;
      return null;
    }
    if (UNDER_ANY_NAME.contains(path(request))) {
      return null;
    }
    return new Refusal(
        ErrorCode.UNKNOWN_HOST,
        "this service is not known as '"
            + Messages.quoted(called.host())
            + "'; if that is its name, start it with --allowed-hosts "
            + Messages.quoted(called.host()));
  }

  private static @Nullable Refusal page(HttpRequest request) {
    boolean foreign = false;
    Iterator<String> sites = request.headers().valueStringIterator("sec-fetch-site");
    while (!foreign && sites.hasNext()) {
      String site = sites.next();
      foreign = !site.equals("same-origin") && !site.equals("none") && !isFollowedLink(request);
    }
    Iterator<String> origins = request.headers().valueStringIterator(HttpHeaderNames.ORIGIN);
    while (!foreign && origins.hasNext()) {
      String host = request.headers().get(HttpHeaderNames.HOST);
      Authority here = host == null ? null : Authority.parse(host);
      foreign = here == null || !here.isOrigin(origins.next().toLowerCase(Locale.ROOT));
    }
    return foreign
        ? new Refusal(
            ErrorCode.FOREIGN_ORIGIN,
            "a page of another origin may not call this service; a proxy before it must leave"
                + " 'Host' as the browser sent it")
        : null;
  }

  /** A person came by a link elsewhere: the page that had it sees nothing of the answer. */
  private static boolean isFollowedLink(HttpRequest request) {
    return (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
        && "navigate".equals(request.headers().get("sec-fetch-mode"))
        && "document".equals(request.headers().get("sec-fetch-dest"));
  }

  private static @Nullable Refusal type(HttpRequest request) {
    // The routes take a method in any case of letters.
    if (!WITH_BODY.contains(request.method().name().toUpperCase(Locale.ROOT))) {
      return null;
    }
    Iterator<String> types = request.headers().valueStringIterator(HttpHeaderNames.CONTENT_TYPE);
    String type = types.hasNext() ? types.next().strip() : "";
    if (types.hasNext()) {
      return unsupported("the request has more than one 'Content-Type'");
    }
    if (type.equals(USUAL)) {
      return null;
    }
    if (type.isEmpty()) {
      return isInfer(path(request))
          ? null
          : unsupported(
              "the request has no 'Content-Type'; a JSON body needs application/json, rows need"
                  + " text/csv");
    }
    int end = type.indexOf(';');
    String essence = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    if (essence.equals(FORM) && FORMS.contains(path(request))) {
      return null;
    }
    return OF_FORMS.contains(essence) || !MEDIA_TYPE.matcher(essence).matches()
        ? unsupported("the content type '" + essence + "' is not taken here; send application/json")
        : null;
  }

  /** Bodies of rows for a model may be compressed; what goes to files has limits of its own. */
  private static @Nullable Refusal coding(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    if (header == null) {
      return null;
    }
    List<String> codings = request.headers().getAll(HttpHeaderNames.CONTENT_ENCODING);
    String coding = String.join(",", codings).strip().toLowerCase(Locale.ROOT);
    if (coding.isEmpty() || coding.equals("identity")) {
      return null;
    }
    String path = path(request);
    boolean rows = isInfer(path) || (path.startsWith("/v1/models/") && path.endsWith("/predict"));
    if (rows && CODINGS.contains(coding)) {
      return null;
    }
    return unsupported(
        "the content encoding '"
            + Messages.quoted(coding)
            + "' is not taken here; "
            + (rows ? "send gzip or deflate, or the body as it is" : "send the body as it is"));
  }

  private static Refusal unsupported(String detail) {
    return new Refusal(ErrorCode.UNSUPPORTED_TYPE, detail);
  }

  /** Clients of the Open Inference Protocol send no type, or that of bytes. */
  private static boolean isInfer(String path) {
    return path.startsWith("/v2/models/") && path.endsWith("/infer");
  }

  private static String path(HttpRequest request) {
    String target = request.uri();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
