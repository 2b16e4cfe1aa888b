package com.nextgen.ml.service.cli.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What both simulations share. The numbers are those of {@code examples/marketplace/README.md},
 * whose training data come from the same distributions.
 */
final class Marketplace {
  static final List<String> CATEGORIES =
      List.of("fashion", "electronics", "home", "beauty", "sports", "toys");
  private static final double[] PRICE_MU = {3.6, 4.9, 3.9, 3.0, 3.8, 3.1};
  private static final double[] USUAL = {0.28, 0.22, 0.20, 0.14, 0.10, 0.06};
  private static final double[] SEASON = {0.20, 0.20, 0.12, 0.12, 0.06, 0.30};
  private static final List<String> COUNTRIES = List.of("DE", "FR", "NL", "ES", "IT", "PL");
  private static final double[] COUNTRY_SHARES = {0.30, 0.22, 0.15, 0.13, 0.12, 0.08};
  private static final String NEW_COUNTRY = "SE";
  private static final double NEW_COUNTRY_SHARE = 0.15;

  private Marketplace() {}

  static String category(Draws draws, Phase phase) {
    return draws.choice(CATEGORIES, phase == Phase.SEASONAL_SHIFT ? SEASON : USUAL);
  }

  /** The mean of the logarithm of prices in a category. */
  static double logPrice(String category) {
    return PRICE_MU[CATEGORIES.indexOf(category)];
  }

  static String country(Draws draws, Phase phase) {
    String usual = draws.choice(COUNTRIES, COUNTRY_SHARES);
    boolean fresh = phase == Phase.NEW_CATEGORY && draws.chance(NEW_COUNTRY_SHARE);
    return fresh ? NEW_COUNTRY : usual;
  }

  /** What the broken upstream does to one field: gone in 30 % of rows. */
  static void lose(Draws draws, Map<String, @Nullable Object> row, String field) {
    if (draws.chance(0.30)) {
      row.put(field, null);
    }
  }

  /** What the broken upstream does to another: in other units in 40 % of rows. */
  static double inOtherUnits(Draws draws, double value, double factor) {
    return draws.chance(0.40) ? value * factor : value;
  }
}
