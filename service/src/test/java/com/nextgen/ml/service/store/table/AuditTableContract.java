package com.nextgen.ml.service.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.StoreFixture;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who changed what, whatever database it is in. */
@Timeout(60)
abstract class AuditTableContract extends StoreFixture {
  private static final long ALL = Long.MAX_VALUE;

  private static StoredAudit row(long at, String reason) {
    return new StoredAudit(
        0, at, null, "10.0.0.1", "alias.set", "m/production", "1", "2", reason, 3);
  }

  private void add(StoredAudit... rows) {
    write(
        tx -> {
          tx.audit().add(List.of(rows));
          return rows.length;
        });
  }

  private List<StoredAudit> page(long from, long to, long beforeAt, long before, int most) {
    return store.read(tx -> tx.audit().page(from, to, beforeAt, before, most));
  }

  @Test
  void keepsWhatWasAdded() {
    add(new StoredAudit(0, 5, "anna", "::1", "refused", null, null, null, null, 70_000_000_000L));
    StoredAudit kept = page(Long.MIN_VALUE, ALL, ALL, ALL, 10).get(0);
    assertThat(kept.sequence()).isPositive();
    assertThat(kept)
        .usingRecursiveComparison()
        .ignoringFields("sequence")
        .isEqualTo(
            new StoredAudit(
                0, 5, "anna", "::1", "refused", null, null, null, null, 70_000_000_000L));
    add(row(6, "é😀'\""));
    assertThat(page(6, 7, ALL, ALL, 10))
        .singleElement()
        .usingRecursiveComparison()
        .ignoringFields("sequence")
        .isEqualTo(row(6, "é😀'\""));
  }

  @Test
  void pagesAreOfTheLastFirstAndLoseNothingBetweenThem() {
    add(IntStream.range(0, 7).mapToObj(i -> row(i / 3, "r" + i)).toArray(StoredAudit[]::new));
    List<StoredAudit> all = page(Long.MIN_VALUE, ALL, ALL, ALL, 100);
    assertThat(all).extracting(StoredAudit::reason).startsWith("r6", "r5").endsWith("r0");
    StoredAudit third = all.get(2);
    assertThat(page(Long.MIN_VALUE, ALL, third.at(), third.sequence(), 100))
        .isEqualTo(all.subList(3, 7));
    assertThat(page(1, 2, ALL, ALL, 100))
        .extracting(StoredAudit::reason)
        .containsExactly("r5", "r4", "r3");
    assertThat(page(Long.MIN_VALUE, ALL, ALL, ALL, 2)).isEqualTo(all.subList(0, 2));
  }

  @Test
  void whatIsTooOldIsRemovedSoManyAtOnce() {
    add(IntStream.range(0, 10).mapToObj(i -> row(i, "r" + i)).toArray(StoredAudit[]::new));
    int first = write(tx -> tx.audit().expire(5, 3));
    int rest = write(tx -> tx.audit().expire(5, 100));
    assertThat(List.of(first, rest)).containsExactly(3, 2);
    assertThat(page(Long.MIN_VALUE, ALL, ALL, ALL, 100))
        .extracting(StoredAudit::at)
        .containsExactly(9L, 8L, 7L, 6L, 5L);
  }
}
