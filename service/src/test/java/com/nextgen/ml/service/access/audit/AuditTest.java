package com.nextgen.ml.service.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuditTest {
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final Audit.Query ALL = new Audit.Query(null, null, null, 100);

  @TempDir private Path folder;
  private Store store;
  private Audit audit;

  @BeforeEach
  void start() {
    store = Store.start(StoreAddress.file(folder.resolve("store.db")));
    audit = new Audit(new Refusals(), store);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private static AuditEntry change(Instant at, String reason) {
    return new AuditEntry(at, "anna", "10.0.0.1", "alias.set", "m/production", "1", "2", reason, 1);
  }

  /** What is written before is committed before. */
  private Audit.Page page(Audit.Query query) {
    audit.expire(Instant.EPOCH);
    return audit.page(query).orElseThrow(refusal -> new IllegalStateException(refusal.detail()));
  }

  @Test
  void keepsChangesAndSumsOfRefusals() {
    AuditEntry change = change(NOW, "better");
    audit.changed(change);
    for (int i = 0; i < 5; i++) {
      audit.refusals().add("bob", "10.0.0.2", new Refusal(ErrorCode.FORBIDDEN, "no"));
    }
    Instant later = NOW.plusSeconds(60);
    audit.sumUp(later);
    assertThat(page(ALL).entries())
        .containsExactly(
            AuditEntry.refused(later, "bob", "10.0.0.2", "a role is missing", 5), change);
    audit.sumUp(later.plusSeconds(60));
    assertThat(page(ALL).entries()).hasSize(2);
  }

  @Test
  void pagesGoOnWhereTheLastEnded() {
    for (int i = 0; i < 5; i++) {
      audit.changed(change(NOW.plusSeconds(i), "r" + i));
    }
    Audit.Page first = page(new Audit.Query(null, null, null, 2));
    assertThat(first.entries()).extracting(AuditEntry::reason).containsExactly("r4", "r3");
    Audit.Page second = page(new Audit.Query(null, null, first.next(), 3));
    assertThat(second.entries()).extracting(AuditEntry::reason).containsExactly("r2", "r1", "r0");
    assertThat(second.next()).isNull();
    Audit.Page middle = page(new Audit.Query(NOW.plusSeconds(1), NOW.plusSeconds(3), null, 9));
    assertThat(middle.entries()).extracting(AuditEntry::reason).containsExactly("r2", "r1");
  }

  @Test
  void rowsAreKeptFor183Days() {
    audit.changed(change(NOW, "old"));
    audit.changed(change(NOW.plusSeconds(1), "young"));
    audit.expire(NOW.plus(Duration.ofDays(183)));
    assertThat(page(ALL).entries()).hasSize(2);
    audit.expire(NOW.plus(Duration.ofDays(183)).plusMillis(1));
    assertThat(page(ALL).entries()).extracting(AuditEntry::reason).containsExactly("young");
  }

  @Test
  void textsOfCallersAreShortenedAndHaveNoControlCharacters() {
    audit.changed(change(NOW, "a\u0000b\nc" + "x".repeat(500_000)));
    String reason = page(ALL).entries().get(0).reason();
    assertThat(reason).startsWith("a?b?cxx").endsWith("…").hasSize(1_000);
  }

  @Test
  void withoutAStoreNothingIsKept() {
    Audit logged = new Audit(new Refusals(), null);
    logged.changed(change(NOW, "better"));
    logged.sumUp(NOW);
    assertThat(logged.isKept()).isFalse();
    assertThatThrownBy(() -> logged.page(ALL)).isInstanceOf(IllegalStateException.class);
  }
}
