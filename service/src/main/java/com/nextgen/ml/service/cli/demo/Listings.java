package com.nextgen.ml.service.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Offers to be listed, for the price-suggestion model. */
final class Listings implements Simulation {
  private static final List<String> TIERS = List.of("budget", "mid", "premium");
  private static final double[] TIER_FACTORS = {0.75, 1.0, 1.6};

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
      case NORMAL, RECOVERY -> Set.of();
      case SEASONAL_SHIFT -> Set.of("category", "stock");
      case BROKEN_FIELD -> Set.of("competitor_price", "rating", "score");
      case NEW_CATEGORY -> Set.of("country");
    };
  }

  @Override
  public Set<String> borderline(Phase phase) {
    return Set.of();
  }
}
