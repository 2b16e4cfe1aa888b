package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.TwoNumbers;
import com.nextgen.ml.service.registry.AliasChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;

class ModelTableTest extends ModelTableFixture {
  @Test
  void servesTheHighestVersionWithoutAliases() throws Exception {
    start(3);
    assertThat(serving()).isEqualTo(3);
    assertThat(loaded()).containsExactly(3);
    assertThat(table.lease(NAME, 2)).isNull();
    assertThat(table.lease("unknown")).isNull();
    registry.addVersion(TwoNumbers.schema(), TwoNumbers.onnx(4), null);
    settle();
    assertThat(loaded()).containsExactly(4);
    assertThat(runtime.openSessions()).isOne();
  }

  @Test
  void loadsOnlyVersionsThatAliasesName() throws Exception {
    start(4);
    write("aliases.yaml", "production: 2\nshadow: 3\n");
    settle();
    assertThat(loaded()).containsExactly(2, 3);
    assertThat(serving()).isEqualTo(2);
    write("aliases.yaml", "shadow: 1\ncandidate: 3\n");
    settle();
    assertThat(loaded()).containsExactly(1, 3);
    assertThat(serving()).as("no production: the highest").isEqualTo(3);
  }

  @Test
  void aPromotionTakesEffectAtOnceAndIsRecorded() throws Exception {
    start(2);
    Promotion promotion = table.promote(NAME, "production", 1, "better", "ann", NOW);
    assertThat(promotion).isInstanceOf(Promotion.Done.class);
    assertThat(serving()).isEqualTo(1);
    assertThat(loaded()).containsExactly(1);
    settle();
    assertThat(serving()).isEqualTo(1);
    assertThat(Files.readString(root.resolve(NAME + "/aliases.yaml"))).isEqualTo("production: 1\n");
    assertThat(registry.aliasHistory(NAME))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.to()).isEqualTo(1);
              assertThat(change.from()).isNull();
              assertThat(change.caller()).isEqualTo("ann");
              assertThat(change.reason()).isEqualTo("better");
              assertThat(change.time()).isEqualTo(NOW);
            });
  }

  @Test
  void anAliasThatIsRemovedLetsGoOfItsVersionAndIsRecorded() throws Exception {
    start(3);
    table.promote(NAME, "production", 3, "best", "ann", NOW);
    table.promote(NAME, "shadow", 1, "to compare", "ann", NOW);
    assertThat(loaded()).containsExactly(1, 3);
    assertThat(table.removeAlias(NAME, "shadow", "compared", "bob", NOW))
        .isInstanceOf(Promotion.Done.class);
    assertThat(loaded()).containsExactly(3);
    settle();
    assertThat(loaded()).containsExactly(3);
    assertThat(Files.readString(root.resolve(NAME + "/aliases.yaml"))).isEqualTo("production: 3\n");
    assertThat(registry.aliasHistory(NAME).get(2))
        .isEqualTo(new AliasChange(NOW, "bob", "shadow", 1, 0, "compared"));
    assertThat(AliasChange.previous(registry.aliasHistory(NAME), "shadow")).isEmpty();
  }

  @Test
  void productionAndWhatIsNoAliasAreNotRemoved() throws Exception {
    start(2);
    table.promote(NAME, "production", 1, "best", "ann", NOW);
    assertThat(table.removeAlias(NAME, "production", "gone", "ann", NOW))
        .isInstanceOf(Promotion.Refused.class);
    assertThat(table.removeAlias(NAME, "shadow", "gone", "ann", NOW))
        .isInstanceOf(Promotion.Unknown.class);
    assertThat(table.removeAlias("other", "shadow", "gone", "ann", NOW))
        .isInstanceOf(Promotion.Unknown.class);
    assertThat(table.removeAlias(NAME, "shadow", " ", "ann", NOW))
        .isInstanceOf(Promotion.Invalid.class);
    assertThat(serving()).isEqualTo(1);
  }

  @Test
  void aPollDoesNotUndoALaterPromotion() throws Exception {
    start(2);
    table.promote(NAME, "production", 1, "start", "test", NOW);
    registry.poll();
    table.promote(NAME, "production", 2, "better", "test", NOW);
    table.sync(NOW);
    try (Lease lease = table.lease(NAME)) {
      assertThat(lease.version().id().version()).isEqualTo(2);
    }
  }

  @Test
  void eachRollbackGoesBackOneVersion() throws Exception {
    start(3);
    for (int version : new int[] {1, 2, 3}) {
      table.promote(NAME, "production", version, "next", "ann", NOW);
    }
    assertThat(table.rollback(NAME, "worse", "ann", NOW)).isInstanceOf(Promotion.Done.class);
    assertThat(serving()).isEqualTo(2);
    assertThat(table.rollback(NAME, "worse", "ann", NOW)).isInstanceOf(Promotion.Done.class);
    assertThat(serving()).isEqualTo(1);
    assertThat(table.rollback(NAME, "worse", "ann", NOW)).isInstanceOf(Promotion.Unknown.class);
    assertThat(serving()).isEqualTo(1);
  }

  @Test
  void keepsTheOldVersionIfTheNewOneDoesNotLoad() throws Exception {
    start(1);
    int broken =
        registry.addVersion(TwoNumbers.schema(), "no model".getBytes(StandardCharsets.UTF_8), null);
    assertThat(table.promote(NAME, "production", broken, "new", "ann", NOW))
        .isInstanceOfSatisfying(
            Promotion.Refused.class,
            refused ->
                assertThat(refused.message())
                    .isEqualTo(
                        "two-numbers/2 does not load:"
                            + " the model file is not an ONNX file, or is damaged"));
    assertThat(Files.exists(root.resolve(NAME + "/aliases.yaml"))).isFalse();
    assertThat(serving()).isEqualTo(1);
    settle();
    assertThat(serving()).as("the highest does not load either").isEqualTo(1);
    ModelStatus status = table.status(NAME);
    assertThat(status.standard()).hasValue(1);
    assertThat(status.versions())
        .containsExactly(
            new ModelStatus.Version(1, true, null),
            new ModelStatus.Version(2, false, "the model file is not an ONNX file, or is damaged"));
    assertThat(table.loadErrors()).containsEntry(NAME, 2L);
    assertThat(table.failing()).containsExactly(entry(NAME, 1));
    settle();
    assertThat(table.loadErrors()).as("not tried again unchanged").containsEntry(NAME, 2L);
    Files.delete(root.resolve(NAME + "/versions/2/model.sha256"));
    Files.write(root.resolve(NAME + "/versions/2/model.onnx"), TwoNumbers.onnx(2));
    settle();
    assertThat(serving()).isEqualTo(2);
    assertThat(table.status(NAME).versions().get(1).problem()).isNull();
    assertThat(table.failing()).as("mended").containsExactly(entry(NAME, 0));
    assertThat(table.loadErrors()).containsEntry(NAME, 2L);
  }

  @Test
  void aFailureEndsWhenAnAliasNamesAVersionThatLoads() throws Exception {
    start(1);
    Path broken = root.resolve(NAME + "/versions/2");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("model.onnx"), "no model");
    settle();
    assertThat(table.failing()).containsExactly(entry(NAME, 1));
    assertThat(table.promote(NAME, "production", 1, "the old one", "ann", NOW))
        .isInstanceOf(Promotion.Done.class);
    assertThat(table.failing()).containsExactly(entry(NAME, 0));
  }

  @Test
  void countsOfARemovedModelEndThoughNothingOfItLoaded() throws Exception {
    start(1);
    Path broken = root.resolve("broken/versions/1");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("model.onnx"), "no model");
    settle();
    assertThat(table.failing()).containsEntry("broken", 1);
    assertThat(table.loadErrors()).containsEntry("broken", 1L);
    Files.move(root.resolve("broken"), root.resolve(".gone"));
    settle();
    assertThat(table.failing()).containsOnlyKeys(NAME);
    assertThat(table.loadErrors()).containsOnlyKeys(NAME);
  }

  @Test
  void anAliasOfNoVersionIsAProblemAndChangesNothing() throws Exception {
    start(2);
    write("aliases.yaml", "production: 7\n");
    settle();
    assertThat(serving()).isEqualTo(2);
    assertThat(table.status(NAME).versions())
        .contains(
            new ModelStatus.Version(7, false, "an alias names it, but it is not in the registry"));
    write("aliases.yaml", "production: [1, 2]\n");
    settle();
    assertThat(serving()).isEqualTo(2);
    assertThat(table.status(NAME).problem())
        .isEqualTo("aliases.yaml, line 1: production must be a single value");
  }

  @Test
  void refusesToPromoteUnknownVersionsAndInvalidNames() throws Exception {
    start(1);
    assertThat(table.promote(NAME, "production", 9, "r", "ann", NOW))
        .isInstanceOf(Promotion.Unknown.class);
    assertThat(table.promote("../" + NAME, "production", 1, "r", "ann", NOW))
        .isInstanceOf(Promotion.Unknown.class);
    assertThat(table.promote(NAME, "a/b", 1, "r", "ann", NOW))
        .isInstanceOf(Promotion.Invalid.class);
    assertThat(table.promote(NAME, "production", 1, " ", "ann", NOW))
        .isInstanceOf(Promotion.Invalid.class);
    assertThat(table.promote(NAME, "production", 1, "r".repeat(1_001), "ann", NOW))
        .isInstanceOf(Promotion.Invalid.class);
    assertThat(registry.aliasHistory(NAME)).isEmpty();
  }

  @Test
  void stopsServingARemovedModel() throws Exception {
    start(1);
    Files.move(root.resolve(NAME), root.resolve(".gone"));
    poll();
    assertThat(serving()).as("seen once").isEqualTo(1);
    poll();
    assertThat(table.lease(NAME)).isNull();
    assertThat(table.loadErrors()).isEmpty();
    assertThat(table.statuses()).isEmpty();
  }

  @Test
  void reloadsChangedFiles() throws Exception {
    start(1);
    Lease old = table.lease(NAME);
    Path file = root.resolve(NAME + "/versions/1/model.onnx");
    Files.delete(file.resolveSibling("model.sha256"));
    Files.write(file, TwoNumbers.onnx(2));
    Files.setLastModifiedTime(file, FileTime.from(NOW));
    settle();
    assertThat(old.version().predict(TwoNumbers.ROW, TwoNumbers.later()).score())
        .containsExactly(7);
    try (Lease lease = table.lease(NAME)) {
      assertThat(lease.version().predict(TwoNumbers.ROW, TwoNumbers.later()).score()[0])
          .isCloseTo(TwoNumbers.answer(2), within(1e-9));
    }
    assertThat(runtime.openSessions()).isEqualTo(2);
    old.close();
    old.close();
    assertThat(runtime.openSessions()).isOne();
    assertThatThrownBy(() -> old.version().predict(TwoNumbers.ROW, TwoNumbers.later()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("no longer loaded");
  }

  @Test
  void aVersionServedElsewherePredictsNothing() throws Exception {
    registry = TwoNumbers.registry(root);
    registry.addVersion(TwoNumbers.schema(), null, null);
    table = new ModelTable(registry, opener, observers);
    settle();
    try (Lease lease = table.lease(NAME)) {
      assertThat(lease.version().signature()).isNull();
      assertThat(lease.version().sha256()).isEmpty();
      assertThatThrownBy(() -> lease.version().predict(TwoNumbers.ROW, TwoNumbers.later()))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("made elsewhere");
    }
  }
}
