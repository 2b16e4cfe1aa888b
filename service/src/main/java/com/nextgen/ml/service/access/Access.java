package com.nextgen.ml.service.access;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what, before a request's body is read. What is refused says which role is
 * missing, and nothing of what there is. Thread-safe; waits for nobody.
 */
public final class Access {
  private static final String BEARER = "Bearer ";

  private static final Refusal NO_TOKEN =
      new Refusal(
          ErrorCode.UNAUTHENTICATED,
          "this needs a token: send 'Authorization: Bearer <token>', or log in at /login");

  private final List<Authenticator> authenticators;
  private final LongSupplier millis;
  private final RouteTable routes = new RouteTable(Routes.ALL);

  /**
   * @param authenticators asked in turn
   * @param millis the time, in milliseconds since 1970
   */
  public Access(List<Authenticator> authenticators, LongSupplier millis) {
    this.authenticators = List.copyOf(authenticators);
    this.millis = millis;
  }

  /**
   * What became of a request.
   *
   * @param caller null if nobody is known to have sent it
   * @param refusal null if it may go on
   */
  public record Decision(@Nullable Caller caller, @Nullable Refusal refusal) {
    private static final Decision FREE = new Decision(null, null);
  }

  /**
   * Decides.
   *
   * @param method in any case of letters
   * @param path without the query
   * @param token what the caller showed; null for nothing
   */
  public Decision decide(String method, String path, @Nullable String token) {
    RouteTable.Entry route = routes.of(method, path);
    if (route.rule.need() == RouteRule.Need.NOTHING) {
      return Decision.FREE;
    }
    if (token == null) {
      return new Decision(null, NO_TOKEN);
    }
    Identity identity = identify(token);
    if (identity instanceof Identity.Unknown unknown) {
      return new Decision(null, new Refusal(ErrorCode.UNAUTHENTICATED, unknown.why()));
    }
    Caller caller = ((Identity.Known) identity).caller();
    return new Decision(caller, refusal(route, caller.grants(), path));
  }

  private static @Nullable Refusal refusal(RouteTable.Entry route, Grants grants, String path) {
    if (route.rule.need() == RouteRule.Need.TOKEN || grants.any(route.roles, null)) {
      return null;
    }
    String model = route.model(path);
    if (model != null && grants.any(route.roles, model)) {
      return null;
    }
    return new Refusal(
        ErrorCode.FORBIDDEN,
        "this token lacks the role "
            + route.rule.spelled()
            + (model == null ? ", which is needed here for all models" : " for this model"));
  }

  /** Returns who shows this token. */
  public Identity identify(String token) {
    long now = millis.getAsLong();
    for (Authenticator authenticator : authenticators) {
      Identity identity = authenticator.identify(token, now);
      if (identity != null) {
        return identity;
      }
    }
    return new Identity.Unknown("the token is not known here");
  }

  /**
   * Returns the token of a header {@code Authorization}; null if it holds none of the scheme {@code
   * Bearer} (RFC 6750).
   */
  public static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
