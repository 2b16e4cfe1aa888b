package com.nextgen.ml.service.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Offers to be listed, for the price-suggestion model. */
final class Listings implements Simulation {
  private static final List<String> TIERS = List.of("budget", "mid", "premium");
  private static final double[] TIER_FACTORS = {0.75, 1.0, 1.6};

  private static final Map<String, Double> COUNTRY_EFFECTS =
      Map.of("FR", 0.02, "NL", 0.03, "ES", -0.04, "IT", -0.02, "PL", -0.08);

  private final Draws draws;

  Listings(Draws draws) {
    this.draws = draws;
  }

  @Override
  public String model() {
    return "price-suggestion";
  }

  @Override
  public Map<String, @Nullable Object> next(Phase phase) {
    boolean broken = phase == Phase.BROKEN_FIELD;
    String category = Marketplace.category(draws, phase);
    String tier = draws.choice(TIERS, 0.40, 0.40, 0.20);
    double competitor =
        Draws.round(
            TIER_FACTORS[TIERS.indexOf(tier)]
                * draws.lognormal(Marketplace.logPrice(category), 0.5),
            2);
    double rating = Draws.round(Math.max(1, Math.min(5, draws.normal(4.1, 0.5))), 1);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("category", category);
    row.put("brand_tier", tier);
    row.put("country", Marketplace.country(draws, phase));
    row.put(
        "competitor_price", broken ? Marketplace.inOtherUnits(draws, competitor, 100) : competitor);
    row.put("rating", rating);
    row.put("reviews", Math.floor(draws.lognormal(2.5, 1.2)));
    row.put("weight", Draws.round(draws.lognormal(-0.3, 0.8), 2));
    row.put("stock", draws.poisson(phase == Phase.SEASONAL_SHIFT ? 15 : 25));
    row.put("free_shipping", draws.chance(0.40));
    if (broken) {
      Marketplace.lose(draws, row, "rating");
    }
    return row;
  }

  @Override
  public Set<String> changed(Phase phase) {
    return switch (phase) {
      case NORMAL, RECOVERY, OTHER_CONCEPT -> Set.of();
      case SEASONAL_SHIFT -> Set.of("category", "stock");
      case BROKEN_FIELD -> Set.of("competitor_price", "rating", "score");
      case NEW_CATEGORY -> Set.of("country");
    };
  }

  @Override
  public Set<String> borderline(Phase phase) {
    return Set.of();
  }

  @Override
  public Object truth(Map<String, ?> row, Phase phase) {
    String tier = (String) row.get("brand_tier");
    double y =
        0.25
            + 0.93 * Math.log(number(row, "competitor_price"))
            + 0.06 * (number(row, "rating") - 4)
            + ("budget".equals(tier) ? -0.08 : "premium".equals(tier) ? 0.12 : 0)
            + COUNTRY_EFFECTS.getOrDefault((String) row.get("country"), 0.0)
            + (Boolean.TRUE.equals(row.get("free_shipping")) ? 0.03 : 0)
            - 0.0015 * (number(row, "stock") - 25);
    return Draws.round(draws.lognormal(y, 0.08), 2);
  }

  private static double number(Map<String, ?> row, String name) {
    return row.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public Optional<String> concept(Phase phase) {
    return Optional.empty();
  }
}
