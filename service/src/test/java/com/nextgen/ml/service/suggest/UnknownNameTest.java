package com.nextgen.ml.service.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnknownNameTest {
  private static final List<String> KNOWN = List.of("shop", "shop-window", "price");

  @Test
  void saysWhatWasProbablyMeant() {
    assertThat(UnknownName.model("shopp", KNOWN))
        .isEqualTo("there is no model 'shopp'; did you mean 'shop'?");
    assertThat(UnknownName.model("weather", KNOWN)).isEqualTo("there is no model 'weather'");
    assertThat(UnknownName.version("shop", 9, List.of(1, 3)))
        .isEqualTo("model 'shop' has no version 9; there are 1, 3");
    assertThat(UnknownName.version("shop", 9, List.of()))
        .isEqualTo("model 'shop' has no version 9; it has none");
    assertThat(UnknownName.choice("family", "prize", KNOWN))
        .isEqualTo("family 'prize' is not one of shop, shop-window, price; did you mean 'price'?");
    assertThat(UnknownName.known("x", List.of(), "none is taken here"))
        .isEqualTo("; none is taken here");
    assertThat(UnknownName.known("Shop", KNOWN, ""))
        .isEqualTo("; known: shop, shop-window, price; did you mean 'shop'?");
  }

  @Test
  void staysShortWhateverIsAskedAndKnown() {
    String huge = "x\n".repeat(250_000);
    List<String> many = IntStream.range(0, 10_000).mapToObj(i -> i + "y".repeat(250)).toList();
    for (String said :
        List.of(
            UnknownName.model(huge, many),
            UnknownName.choice("family", huge, many),
            UnknownName.known(huge, many, ""),
            UnknownName.version(huge, 1, IntStream.range(0, 10_000).boxed().toList()))) {
      assertThat(said).hasSizeLessThan(2_000).doesNotContain("\n");
    }
    assertThat(UnknownName.listed(many)).endsWith("and 9980 more");
  }
}
