package com.nextgen.ml.service.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.StoreFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the tables of counts over time and of replicas do, whatever database they are in. */
@Timeout(60)
abstract class HistoryTablesContract extends StoreFixture {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static StoredDelta delta(String kind, String replica, long place, long from, long to) {
    return new StoredDelta(1, 3, kind, replica, place, from, to, 7, new byte[] {(byte) place, -1});
  }

  private static StoredDelta delta(long place, long from, long to) {
    return delta("rows", "a", place, from, to);
  }

  private void insert(StoredDelta... deltas) {
    write(
        tx -> {
          tx.deltas().insert(List.of(deltas));
          return true;
        });
  }

  private List<Long> places(String kind, long after, long to) {
    return store.read(
        tx -> tx.deltas().ended(1, 3, kind, after, to).stream().map(StoredDelta::place).toList());
  }

  @Test
  void keepsADeltaOnce() {
    insert(delta(1, 0, 60), delta(2, 60, 120));
    insert(new StoredDelta(1, 3, "rows", "a", 2, 0, 0, 99, new byte[] {0}));

    List<StoredDelta> found = store.read(tx -> tx.deltas().ended(1, 3, "", 0, 1000));

    assertThat(found)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(delta(1, 0, 60), delta(2, 60, 120));
  }

  @Test
  void selectsDeltasByTheirEnd() {
    insert(delta(1, 0, 60), delta(2, 60, 120), delta("segment a=b", "a", 3, 60, 120));

    assertThat(places("", 60, 120)).containsExactly(2L, 3L);
    assertThat(places("segment ", 0, 120)).containsExactly(3L);
    assertThat(places("", 120, 500)).isEmpty();
    assertThat(places("", 0, 60)).containsExactly(1L);
    assertThat(store.<Long>read(tx -> tx.deltas().oldest(1, 3, "rows"))).isZero();
    assertThat(store.<Long>read(tx -> tx.deltas().oldest(1, 4, "rows"))).isNull();
  }

  @Test
  void findsSlotsWithSeveralDeltasOfOneKindAndReplica() {
    insert(
        delta(1, 0, 1),
        delta(2, 1, 300),
        delta(3, 300, 301),
        delta("rows", "b", 1, 300, 310),
        delta("segment a=b", "a", 4, 300, 310),
        delta(5, 900, 950),
        delta(6, 950, 1200),
        delta(7, 1200, 1201));

    assertThat(store.<List<Long>>read(tx -> tx.deltas().crowded(1, 3, 300, 0, 1500, 9)))
        .containsExactly(300L, 1200L);
    assertThat(store.<List<Long>>read(tx -> tx.deltas().crowded(1, 3, 300, 0, 1500, 1)))
        .containsExactly(300L);
    assertThat(store.<List<Long>>read(tx -> tx.deltas().crowded(1, 3, 300, 300, 900, 9))).isEmpty();
  }

  @Test
  void aSumReplacesOnlyItsParts() {
    insert(
        delta(1, 0, 60),
        delta(2, 60, 120),
        delta(3, 120, 180),
        // The clock was set back: a place between, but of another time.
        delta("rows", "b", 2, 60, 120),
        delta("segment a=b", "a", 4, 60, 120));
    StoredDelta odd = new StoredDelta(1, 3, "rows", "a", 5, 900, 990, 7, new byte[] {5});
    insert(odd, delta(6, 180, 240));
    StoredDelta sum = new StoredDelta(1, 3, "rows", "a", 6, 0, 240, 28, new byte[] {9});

    write(
        tx -> {
          tx.deltas().replace(sum, delta(1, 0, 60));
          return true;
        });

    List<StoredDelta> left = store.read(tx -> tx.deltas().ended(1, 3, "", 0, 1000));
    assertThat(left)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrder(
            sum, odd, delta("rows", "b", 2, 60, 120), delta("segment a=b", "a", 4, 60, 120));
  }

  @Test
  void oldDeltasExpireByVersion() {
    insert(
        delta(1, 0, 60),
        delta(2, 60, 120),
        new StoredDelta(1, 4, "rows", "a", 3, 0, 60, 1, new byte[] {1}));
    DeltaTable.Key key = new DeltaTable.Key(1, 3);
    assertThat(store.<List<DeltaTable.Key>>read(tx -> tx.deltas().keys()))
        .containsExactlyInAnyOrder(key, new DeltaTable.Key(1, 4));
    assertThat(store.<Long>read(tx -> tx.deltas().firstEnd(key))).isEqualTo(60);

    int removed = write(tx -> tx.deltas().expire(key, 120));

    assertThat(removed).isEqualTo(1);
    assertThat(places("", 0, 500)).containsExactly(2L);
    assertThat(store.<List<DeltaTable.Key>>read(tx -> tx.deltas().keys())).hasSize(2);
  }

  @Test
  void aLeaseIsHeldUntilReturnedOrExpired() {
    assertThat(this.<Boolean>write(tx -> tx.leases().take("judge", "a", LONG))).isTrue();
    assertThat(this.<Boolean>write(tx -> tx.leases().take("judge", "b", LONG))).isFalse();
    assertThat(this.<Boolean>write(tx -> tx.leases().take("judge", "a", LONG))).isTrue();
    assertThat(this.<Boolean>write(tx -> tx.leases().take("other", "b", LONG))).isTrue();
    write(
        tx -> {
          tx.leases().giveBack("judge", "b"); // not its own
          return true;
        });
    assertThat(this.<Boolean>write(tx -> tx.leases().take("judge", "b", LONG))).isFalse();
    write(
        tx -> {
          tx.leases().giveBack("judge", "a");
          return true;
        });
    // A lease of no length has run out when the next transaction begins, or the one after.
    assertThat(this.<Boolean>write(tx -> tx.leases().take("judge", "b", Duration.ofMillis(-1))))
        .isTrue();
    assertThat(this.<Boolean>write(tx -> tx.leases().take("judge", "a", LONG))).isTrue();
  }

  @Test
  void removesExpiredLeases() {
    write(tx -> tx.leases().take("old", "a", LONG.negated()));
    write(tx -> tx.leases().take("new", "a", LONG));

    assertThat(this.<Integer>write(tx -> tx.leases().expire(Duration.ofMinutes(10)))).isZero();
    assertThat(this.<Integer>write(tx -> tx.leases().expire(Duration.ofMinutes(1)))).isEqualTo(1);
    assertThat(this.<Boolean>write(tx -> tx.leases().take("new", "b", LONG))).isFalse();
  }

  @Test
  void countsReplicasSeenRecently() {
    write(
        tx -> {
          tx.replicas().seen("b");
          tx.replicas().seen("a");
          tx.replicas().seen("a");
          return true;
        });
    assertThat(store.<List<String>>read(tx -> tx.replicas().running(LONG)))
        .containsExactly("a", "b");
    assertThat(store.<List<String>>read(tx -> tx.replicas().running(LONG.negated()))).isEmpty();
    write(
        tx -> {
          tx.replicas().ended("a");
          return true;
        });
    assertThat(store.<List<String>>read(tx -> tx.replicas().running(LONG))).containsExactly("b");
    assertThat(this.<Integer>write(tx -> tx.replicas().expire(LONG))).isZero();
    assertThat(this.<Integer>write(tx -> tx.replicas().expire(LONG.negated()))).isEqualTo(1);
  }

  @Test
  void claimsAWindowOnce() {
    assertThat(claim("drift", "5m", 300, "a")).isTrue();
    assertThat(claim("drift", "5m", 300, "b")).isFalse();
    assertThat(claim("performance", "5m", 300, "b")).as("of another family").isTrue();
    assertThat(claim("drift", "1h", 300, "b")).isTrue();
    assertThat(claim("drift", "5m", 600, "b")).isTrue();
    assertThat(store.<Long>read(tx -> tx.judgedWindows().last(1, 3, "drift", "5m"))).isEqualTo(600);
    assertThat(store.<Long>read(tx -> tx.judgedWindows().last(1, 3, "performance", "5m")))
        .isEqualTo(300);
    assertThat(store.<Long>read(tx -> tx.judgedWindows().last(1, 4, "drift", "5m"))).isNull();

    assertThat(this.<Integer>write(tx -> tx.judgedWindows().expire(600))).isEqualTo(3);

    assertThat(store.<Long>read(tx -> tx.judgedWindows().last(1, 3, "drift", "1h"))).isNull();
    assertThat(store.<Long>read(tx -> tx.judgedWindows().last(1, 3, "drift", "5m"))).isEqualTo(600);
  }

  private boolean claim(String family, String window, long ended, String replica) {
    return write(tx -> tx.judgedWindows().add(1, 3, family, window, ended, replica));
  }
}
