package com.nextgen.ml.service.registry.yaml.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.registry.RegistryException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
  private static final MapForm<String> TEXTS = new MapForm<>(Scalar.TEXT, false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "~",
        "null",
        "no",
        "Y",
        "<<",
        "=",
        "1_000",
        "0x1f",
        "1:30",
        "2026-01-01",
        "- a",
        "a: b",
        "#x",
        "a #b",
        "{a}",
        "[a]",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "?",
        "\"",
        "'",
        "\\",
        "a\nb",
        "a\n",
        "\t",
        "\r",
        "\u0000",
        "\u0007",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ufffe",
        "é",
        "😀"
      })
  void readsBackTextsAndKeys(String text) throws Exception {
    Map<String, String> map = Map.of(text, text, "key", "x" + text + "y");
    assertThat(readBack(map)).isEqualTo(map);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "x\ud83d", "\ud83dx"})
  void halfASurrogatePairIsNeitherReadNorWritten(String text) {
    Value document = TEXTS.write(Map.of("key", text), View.DECLARED);
    assertThatThrownBy(() -> write(document)).isInstanceOf(IllegalArgumentException.class);
    byte[] yaml = "\nkey: \"\\ud83d\"".getBytes(UTF_8);
    assertThatThrownBy(() -> YamlDocument.read(yaml, "x", TEXTS::read))
        .hasMessage("x, line 2: key has half a surrogate pair, which is no character");
  }

  @Property(tries = 300)
  void readsBackAnyText(@ForAll String key, @ForAll String text) throws Exception {
    assertThat(readBack(Map.of(key, text))).isEqualTo(Map.of(key, text));
  }

  @Test
  void readsBackLongKeysAndTexts() throws Exception {
    Map<String, String> map = Map.of("k ".repeat(2_000), "a text ".repeat(2_000));
    assertThat(readBack(map)).isEqualTo(map);
  }

  @Test
  void numbersAreWrittenPlainAndExact() throws Exception {
    MapForm<Double> numbers = new MapForm<>(Scalar.DECIMAL, false);
    Map<String, Double> map =
        Map.of("a", 0.1, "b", 1e300, "c", -Double.MIN_VALUE, "d", 1e22, "e", 25.0, "f", 1.0 / 3);
    String text = write(numbers.write(map, View.DECLARED));

    assertThat(text).contains("a: 0.1\n", "d: 10000000000000000000000\n", "e: 25\n");
    assertThat(text).doesNotContain("'", "\"", "!");
    assertThat(YamlDocument.read(text.getBytes(UTF_8), "x", numbers::read)).isEqualTo(map);
  }

  @Test
  void aNameWithoutValueIsAbsentOrAnError() throws Exception {
    byte[] empty = "a:".getBytes(UTF_8);
    assertThat(YamlDocument.read(empty, "x", new MapForm<>(Scalar.TEXT, true)::read)).isEmpty();
    assertThatThrownBy(() -> YamlDocument.read(empty, "x", TEXTS::read))
        .isInstanceOf(RegistryException.class)
        .hasMessage("x, line 1: a is missing");
  }

  @Test
  void aListOfListsHasALineForEach() {
    Value texts = new Value.Items(List.of(new Value.Text("a"), new Value.Text("b")));
    Value lists = new Value.Items(List.of(texts, texts));
    assertThat(write(new Value.Fields(List.of(new Value.Field("pairs", lists)))))
        .isEqualTo("pairs:\n  - [a, b]\n  - [a, b]\n");
  }

  private static Map<String, String> readBack(Map<String, String> map) throws RegistryException {
    byte[] text = write(TEXTS.write(map, View.DECLARED)).getBytes(UTF_8);
    return YamlDocument.read(text, "x", TEXTS::read);
  }

  private static String write(Value document) {
    return YamlWriter.write((Value.Fields) document);
  }
}
