package com.nextgen.ml.service.history.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptDocumentTest {

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static byte[] never() {
    throw new AssertionError("a shorter form is made only where the longer one does not fit");
  }

  @Test
  void readsBackADocument() {
    byte[] json = "{\"a\":[1,2,3]}".repeat(1_000).getBytes(StandardCharsets.UTF_8);

    KeptDocument kept = KeptDocument.of(List.of(() -> json, KeptDocumentTest::never));

    assertThat(kept.length()).isEqualTo(json.length);
    assertThat(kept.compressed()).hasSizeLessThan(json.length / 10);
    assertThat(kept.json()).isEqualTo(json);
  }

  @Test
  void keepsTheShorterFormOfALongDocument() {
    byte[] longer = noise(2 * KeptDocument.MAX_COMPRESSED);
    byte[] shorter = noise(KeptDocument.MAX_COMPRESSED + 1);

    assertThat(KeptDocument.of(List.of(() -> longer, () -> shorter)).json()).isEqualTo(shorter);
    assertThat(KeptDocument.of(List.of(() -> longer)).json()).isEqualTo(longer);
  }

  @Test
  void keepsNothingThatIsTooLongInAnyForm() {
    byte[] dense = noise(KeptDocument.MAX_LAST_COMPRESSED + 1);
    byte[] thin = new byte[KeptDocument.MAX_LENGTH + 1];

    for (byte[] document : List.of(dense, thin)) {
      KeptDocument kept = KeptDocument.of(List.of(() -> document, () -> document));
      assertThat(kept.length()).isZero();
      assertThat(kept.compressed()).isNull();
      assertThat(kept.json()).isNull();
    }
  }

  @Test
  void readsNoDamagedDocument() {
    byte[] json = noise(5_000);
    byte[] compressed = KeptDocument.of(List.of(() -> json)).compressed();
    for (int at : new int[] {0, 2_000, compressed.length - 1}) {
      byte[] damaged = compressed.clone();
      damaged[at] ^= 0x55;
      assertThat(new KeptDocument(json.length, damaged).json()).as("byte " + at).isNull();
    }
    byte[] cut = Arrays.copyOf(compressed, compressed.length / 2);
    assertThat(new KeptDocument(json.length, cut).json()).isNull();
    assertThat(new KeptDocument(json.length - 1, compressed).json()).isNull();
    assertThat(new KeptDocument(json.length + 1, compressed).json()).isNull();
    assertThat(new KeptDocument(Integer.MAX_VALUE, compressed).json()).isNull();
    assertThat(new KeptDocument(-1, compressed).json()).isNull();
  }
}
