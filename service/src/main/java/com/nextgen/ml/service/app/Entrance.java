package com.nextgen.ml.service.app;

import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.Authenticator;
import com.nextgen.ml.service.access.audit.Audit;
import com.nextgen.ml.service.access.audit.Refusals;
import com.nextgen.ml.service.access.oidc.OidcTokens;
import com.nextgen.ml.service.access.token.FileTokens;
import com.nextgen.ml.service.http.tls.Certificates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in.
 *
 * @param access null where everybody may do everything
 * @param tokens null where there is no file of them
 * @param oidc null where no identity provider is known
 * @param certificates null where the service does not speak TLS
 * @param open whether everybody who can reach the service from elsewhere may do everything
 */
record Entrance(
    @Nullable Access access,
    @Nullable FileTokens tokens,
    @Nullable OidcTokens oidc,
    @Nullable Certificates certificates,
    Audit audit,
    boolean open) {

  /**
   * Reads who may.
   *
   * @throws StartException if that cannot be read
   */
  static Entrance of(ServiceSettings settings, LongSupplier millis) throws StartException {
    AccessSettings access = AccessSettings.of(settings.properties());
    Audit audit = new Audit(new Refusals(), null);
    TlsSettings tls = TlsSettings.of(settings.properties());
    Certificates certificates = tls == null ? null : tls.read();
    if (!access.controlled()) {
      return new Entrance(
          null, null, null, certificates, audit, access.isOpenToOthers(settings.host()));
    }
    List<Authenticator> authenticators = new ArrayList<>();
    FileTokens tokens = tokens(access.tokens());
    if (tokens != null) {
      authenticators.add(tokens);
    }
    OidcTokens oidc = access.oidc() == null ? null : new OidcTokens(access.oidc());
    if (oidc != null) {
      authenticators.add(oidc);
    }
    return new Entrance(
        new Access(authenticators, millis), tokens, oidc, certificates, audit, false);
  }

  /**
   * Returns the same, whose audit is kept.
   *
   * @param recording null where there is no store
   */
  Entrance keptIn(@Nullable Recording recording) {
    return recording == null
        ? this
        : new Entrance(
            access,
            tokens,
            oidc,
            certificates,
            new Audit(audit.refusals(), recording.store()),
            open);
  }

  private static @Nullable FileTokens tokens(@Nullable Path file) throws StartException {
    try {
      return file == null ? null : FileTokens.of(file);
    } catch (IllegalArgumentException e) {
      throw new StartException("--tokens " + e.getMessage(), e);
    }
  }
}
