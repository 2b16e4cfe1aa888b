package com.nextgen.ml.service.http.access;

import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.Identity;
import com.nextgen.ml.service.access.audit.Audit;
import com.nextgen.ml.service.access.audit.AuditEntry;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tells the audit what routes have changed, and for whom. */
@Singleton
public final class Changes {
  private final @Nullable Access access;
  private final @Nullable Audit audit;
  private final Clock clock = Clock.systemUTC();

  Changes(@Nullable Access access, @Nullable Audit audit) {
    this.access = access;
    this.audit = audit;
  }

  /**
   * Notes a change that was made.
   *
   * @param action such as {@code alias.set}
   * @param target what was changed
   * @param before what it was; null for nothing
   * @param after what it is; null for nothing
   * @param reason the caller's; null if none was given
   */
  public void made(
      HttpRequest<?> request,
      String action,
      String target,
      @Nullable String before,
      @Nullable String after,
      @Nullable String reason) {
    if (audit != null) {
      String source = Origins.text(request.getRemoteAddress());
      audit.changed(
          new AuditEntry(
              clock.instant(), caller(request), source, action, target, before, after, reason, 1));
    }
  }

  /** Returns the name of who sent a request, which was let in; null if that is not known. */
  public @Nullable String caller(HttpRequest<?> request) {
    String token = Tokens.of(request);
    return access != null && token != null && access.identify(token) instanceof Identity.Known known
        ? known.caller().name()
        : null;
  }
}
