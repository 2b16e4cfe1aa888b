package com.nextgen.ml.service.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.StoreFixture;
import com.nextgen.ml.service.store.table.VerdictTable.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the table of verdicts does, whatever database it is in. */
@Timeout(60)
abstract class VerdictTableContract extends StoreFixture {
  private static final Place END = Place.END;

  private static StoredVerdict verdict(
      int version, String family, String window, String part, Long from, long to) {
    return new StoredVerdict(
        0,
        "shop",
        version,
        family,
        window,
        part,
        from,
        to,
        to + 20,
        "stable",
        3,
        new byte[] {1, -1, (byte) to});
  }

  private static StoredVerdict verdict(String family, String window, long to) {
    return verdict(3, family, window, "", to - 300, to);
  }

  private long add(StoredVerdict... verdicts) {
    return write(
        tx -> {
          long model = tx.models().key("shop");
          tx.verdicts().add(model, List.of(verdicts));
          return model;
        });
  }

  private List<StoredVerdict> page(
      long model, String family, long after, long to, Place before, int most) {
    return store.read(tx -> tx.verdicts().page(model, family, after, to, before, most));
  }

  private List<Long> ends(long model, String family, long after, long to) {
    return page(model, family, after, to, END, 100).stream().map(StoredVerdict::to).toList();
  }

  @Test
  void keepsAVerdictOnce() {
    StoredVerdict first = verdict(3, "drift", "5m", "", 300L, 600);
    StoredVerdict again =
        new StoredVerdict(
            0, "shop", 3, "drift", "5m", "", 0L, 600, 999, "drifted", 1, new byte[] {7});
    long model = add(first);
    add(again);
    add(verdict(3, "concept", "", "17", null, 600));

    List<StoredVerdict> found = page(model, null, 0, 1_000, END, 9);

    assertThat(found)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("sequence", "document")
        .containsExactly(verdict(3, "concept", "", "17", null, 600), first);
    assertThat(document(found.get(1).sequence())).isEqualTo(first.document());
    assertThat(document(-1)).isNull();
  }

  private byte[] document(long sequence) {
    return store.read(tx -> tx.verdicts().document(sequence));
  }

  @Test
  void keepsAVerdictWhoseReportIsTooLong() {
    StoredVerdict none =
        new StoredVerdict(0, "shop", 3, "drift", "5m", "", 0L, 300, 320, "stable", 0, null);

    long model = add(none);

    StoredVerdict found = page(model, null, 0, 1_000, END, 9).get(0);
    assertThat(found.documentLength()).isZero();
    assertThat(document(found.sequence())).isNull();
  }

  @Test
  void listsALateVerdictAndNeverGivesItAsTheLast() {
    long model = add(verdict("drift", "5m", 300));
    write(
        tx -> {
          tx.verdicts().addLate(model, List.of(verdict("drift", "5m", 600)));
          tx.verdicts().addLate(model, List.of(verdict("quality", "5m", 600)));
          return model;
        });

    assertThat(ends(model, "drift", 0, 1_000)).containsExactly(600L, 300L);
    assertThat(page(model, "drift", 0, 1_000, END, 9))
        .extracting(StoredVerdict::late)
        .containsExactly(true, false);
    assertThat(lastEnds(model, "drift", 0)).containsExactly(300L);
    assertThat(lastEnds(model, "drift", 300)).isEmpty();
    assertThat(lastEnds(model, "quality", 0)).isEmpty();
  }

  private List<Long> lastEnds(long model, String family, long after) {
    List<StoredVerdict> last = store.read(tx -> tx.verdicts().last(model, 3, family, "5m", after));
    return last.stream().map(StoredVerdict::to).toList();
  }

  @Test
  void listsWindowsByTheirEndNewestFirst() {
    long model =
        add(
            verdict("drift", "5m", 300),
            verdict("drift", "5m", 600),
            verdict("quality", "5m", 600),
            verdict("drift", "1h", 900));

    assertThat(ends(model, null, Long.MIN_VALUE, Long.MAX_VALUE))
        .containsExactly(900L, 600L, 600L, 300L);
    assertThat(ends(model, "drift", 300, 900)).containsExactly(900L, 600L);
    assertThat(ends(model, "drift", 300, 899)).containsExactly(600L);
    assertThat(ends(model, "fairness", 0, 1_000)).isEmpty();
    assertThat(ends(model + 1, null, 0, 1_000)).isEmpty();
  }

  @Test
  void pagesAreStableWhileVerdictsArrive() {
    long model =
        add(
            verdict("drift", "5m", 300),
            verdict("quality", "5m", 300),
            verdict("segments", "5m", 300),
            verdict("drift", "5m", 600));
    List<StoredVerdict> first = page(model, null, 0, 1_000, END, 2);
    add(verdict("drift", "5m", 900), verdict("performance", "5m", 300));

    StoredVerdict last = first.get(1);
    List<StoredVerdict> second =
        page(model, null, 0, 1_000, new Place(last.to(), last.sequence()), 9);

    assertThat(first).extracting(StoredVerdict::to).containsExactly(600L, 300L);
    assertThat(second).extracting(StoredVerdict::family).containsExactly("quality", "drift");
    assertThat(page(model, "drift", 0, 1_000, new Place(last.to(), last.sequence()), 9))
        .extracting(StoredVerdict::to)
        .containsExactly(300L);
  }

  @Test
  void findsTheLastVerdictsOfAWindow() {
    long model =
        add(
            verdict(3, "segments", "5m", "city", 0L, 300),
            verdict(3, "segments", "5m", "city", 300L, 600),
            verdict(3, "segments", "5m", "age", 300L, 600),
            verdict(4, "segments", "5m", "city", 600L, 900),
            verdict(3, "segments", "1h", "city", 600L, 900));

    assertThat(last(model, 3, "5m", Long.MIN_VALUE))
        .extracting(StoredVerdict::part)
        .containsExactly("age", "city");
    assertThat(last(model, 3, "5m", 599)).extracting(StoredVerdict::to).containsExactly(600L, 600L);
    assertThat(last(model, 3, "5m", 600)).isEmpty();
    assertThat(last(model, 3, "1d", 0)).isEmpty();
  }

  @Test
  void tellsTheVerdictsBeforeATimeTheLastFirst() {
    long model =
        add(
            verdict("performance", "5m", 300),
            verdict("performance", "5m", 600),
            verdict("performance", "5m", 900),
            verdict("performance", "5m", 1200),
            verdict("performance", "1h", 600),
            verdict("drift", "5m", 600),
            verdict(4, "performance", "5m", "", 300L, 600));
    List<StoredVerdict> before =
        store.read(tx -> tx.verdicts().before(model, 3, "performance", "5m", 1200, 2));
    assertThat(before).extracting(StoredVerdict::to).containsExactly(900L, 600L);
  }

  private List<StoredVerdict> last(long model, int version, String window, long after) {
    return store.read(tx -> tx.verdicts().last(model, version, "segments", window, after));
  }

  @Test
  void removesOldVerdictsInBatches() {
    long model =
        add(verdict("drift", "5m", 300), verdict("drift", "5m", 600), verdict("drift", "5m", 900));

    assertThat(this.<Integer>write(tx -> tx.verdicts().expire(model + 1, 900, 9))).isZero();
    assertThat(this.<Integer>write(tx -> tx.verdicts().expire(model, 900, 1))).isEqualTo(1);
    assertThat(ends(model, null, 0, 1_000)).containsExactly(900L, 600L);
    assertThat(this.<Integer>write(tx -> tx.verdicts().expire(model, 900, 9))).isEqualTo(1);
    assertThat(ends(model, null, 0, 1_000)).containsExactly(900L);
  }
}
