package com.nextgen.ml.service.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final Refusal NOBODY = new Refusal(ErrorCode.UNAUTHENTICATED, "no");
  private static final Refusal NOT_ALLOWED = new Refusal(ErrorCode.FORBIDDEN, "no");
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  private final Refusals refusals = new Refusals();

  @Test
  void sumsByCallerAddressAndReason() {
    for (int i = 0; i < 3; i++) {
      refusals.add("search", "10.0.0.1", NOT_ALLOWED);
    }
    refusals.add(null, "10.0.0.1", NOBODY);
    refusals.add("search", "10.0.0.2", NOT_ALLOWED);
    assertThat(refusals.drain(NOW))
        .extracting(AuditEntry::caller, AuditEntry::source, AuditEntry::times)
        .containsExactlyInAnyOrder(
            tuple("search", "10.0.0.1", 3L),
            tuple(null, "10.0.0.1", 1L),
            tuple("search", "10.0.0.2", 1L));
    assertThat(refusals.drain(NOW)).isEmpty();
    assertThat(refusals.total(ErrorCode.FORBIDDEN)).isEqualTo(4);
    assertThat(refusals.total(ErrorCode.UNAUTHENTICATED)).isEqualTo(1);
  }

  @Test
  void thoseBeyondTheLimitAreOneAndNoneIsLost() {
    int callers = Refusals.MAX_CALLERS + 500;
    for (int i = 0; i < callers; i++) {
      refusals.add(null, "10.0." + i / 256 + "." + i % 256, NOBODY);
    }
    List<AuditEntry> entries = refusals.drain(NOW);
    assertThat(entries).hasSize(Refusals.MAX_CALLERS + 1);
    assertThat(entries.stream().mapToLong(AuditEntry::times).sum()).isEqualTo(callers);
    assertThat(entries).filteredOn(entry -> entry.times() == 500).hasSize(1);
  }
}
