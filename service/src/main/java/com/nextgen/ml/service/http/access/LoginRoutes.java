package com.nextgen.ml.service.http.access;

import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.Identity;
import com.nextgen.ml.service.access.audit.Refusals;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Pages;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Lets people at browsers in: a token for a cookie. */
@Controller(produces = MediaType.ALL)
@Requires(beans = Access.class)
final class LoginRoutes {
  /** Known to the browser that was shown the form, and in the form: nobody else has both. */
  private static final String FORM_COOKIE = "ml-service-form";

  private static final int RANDOM_BYTES = 16;
  private static final int FORM_SECONDS = 3_600;

  private final Access access;
  private final Refusals refusals;
  private final SecureRandom random = new SecureRandom();

  LoginRoutes(Access access, Refusals refusals) {
    this.access = access;
    this.refusals = refusals;
  }

  /** A form for a token; for whoever has a session, one that ends it. */
  @Get("/login")
  MutableHttpResponse<byte[]> form(HttpRequest<?> request) {
    String token = Session.token(request.getHeaders().get(HttpHeaders.COOKIE));
    if (token != null && access.identify(token) instanceof Identity.Known known) {
      return Pages.html(LoginPage.out(known.caller().name(), Session.formKey(token)));
    }
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    Cookie cookie =
        Cookie.of(FORM_COOKIE, key)
            .httpOnly(true)
            .sameSite(SameSite.Strict)
            .secure(request.isSecure())
            .path("/login")
            .maxAge(FORM_SECONDS);
    return Pages.html(LoginPage.in(key)).cookie(cookie);
  }

  /** Gives a good token its cookie, and leads to the first page. */
  @Post("/login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<byte[]> login(HttpRequest<?> request, @Body byte[] body) {
    Form form = Form.read(body);
    String shown = Session.value(request.getHeaders().get(HttpHeaders.COOKIE), FORM_COOKIE);
    needSame(shown, form.get("key"));
    String token = form.get("token");
    if (token == null || !(access.identify(token.strip()) instanceof Identity.Known)) {
      Refusal refusal = new Refusal(ErrorCode.UNAUTHENTICATED, "the token is not known here");
      refusals.add(null, Origins.text(request.getRemoteAddress()), refusal);
      throw HttpProblem.of(refusal);
    }
    return seeOther("/").cookie(Session.of(token.strip(), request.isSecure()));
  }

  /** Takes the cookie back. */
  @Post("/logout")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<byte[]> logout(HttpRequest<?> request, @Body byte[] body) {
    String token = Session.token(request.getHeaders().get(HttpHeaders.COOKIE));
    if (token != null) {
      needSame(Session.formKey(token), Form.read(body).get("key"));
    }
    return seeOther("/login").cookie(Session.none(request.isSecure()));
  }

  private static void needSame(@Nullable String known, @Nullable String sent) {
    if (known == null
        || sent == null
        || !MessageDigest.isEqual(
            known.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8))) {
      throw HttpProblem.of(
          new Refusal(
              ErrorCode.FORBIDDEN,
              "the form is not of this browser, or too old; open /login again"));
    }
  }

  private static MutableHttpResponse<byte[]> seeOther(String path) {
    return HttpResponse.seeOther(URI.create(path));
  }
}
