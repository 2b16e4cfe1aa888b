package com.nextgen.ml.service.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shopping sessions, for the purchase-intent model. */
final class Sessions implements Simulation {
  private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");
  private static final List<Double> DISCOUNTS = List.of(0.05, 0.10, 0.15, 0.20, 0.30);

  private final Draws draws;

  Sessions(Draws draws) {
    this.draws = draws;
  }

  @Override
  public String model() {
    return "purchase-intent";
  }

  @Override
  public Map<String, @Nullable Object> next(Phase phase) {
    boolean season = phase == Phase.SEASONAL_SHIFT;
    boolean broken = phase == Phase.BROKEN_FIELD;
    String category = Marketplace.category(draws, phase);
    boolean returning = draws.chance(0.45);
    int basket = draws.poisson(0.9 + (returning ? 0.6 : 0) + (season ? 1.2 : 0));
    int pages = 1 + draws.poisson(6 + (returning ? 3 : 0));
    double seconds = Draws.round(40.0 * pages * draws.exponential(1), 1);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("price", Draws.round(draws.lognormal(Marketplace.logPrice(category), 0.6), 2));
    row.put("category", category);
    row.put("device", draws.choice(DEVICES, 0.55, 0.35, 0.10));
    row.put("country", Marketplace.country(draws, phase));
    row.put("hour", Math.floorMod((int) Math.floor(draws.normal(15, 5)), 24));
    row.put("basket_size", basket);
    row.put("basket_value", Draws.round(basket * draws.lognormal(3.4, 0.5), 2));
    row.put("pages_viewed", pages);
    row.put("session_seconds", broken ? Marketplace.inOtherUnits(draws, seconds, 1000) : seconds);
    row.put("discount", draws.chance(season ? 0.75 : 0.30) ? draws.choice(DISCOUNTS) : 0.0);
    row.put("returning", returning);
    if (broken) {
      Marketplace.lose(draws, row, "basket_value");
    }
    return row;
  }

  @Override
  public Set<String> changed(Phase phase) {
    return switch (phase) {
      case NORMAL, RECOVERY, OTHER_CONCEPT -> Set.of();
      case SEASONAL_SHIFT -> Set.of("category", "basket_size", "basket_value", "discount", "score");
      case BROKEN_FIELD -> Set.of("basket_value", "session_seconds");
      case NEW_CATEGORY -> Set.of("country");
    };
  }

  @Override
  public Set<String> borderline(Phase phase) {
    return switch (phase) {
      case SEASONAL_SHIFT -> Set.of("class");
      case BROKEN_FIELD -> Set.of("score");
      default -> Set.of();
    };
  }

  @Override
  public Object truth(Map<String, ?> row, Phase phase) {
    String category = (String) row.get("category");
    String device = (String) row.get("device");
    double hour = number(row, "hour");
    double z =
        -2.6
            + (Boolean.TRUE.equals(row.get("returning")) ? 0.7 : 0)
            + 0.6 * Math.min(number(row, "basket_size"), 4)
            + 0.08 * (number(row, "pages_viewed") - 8)
            + 3.0 * number(row, "discount")
            + ("desktop".equals(device) ? 0.3 : "tablet".equals(device) ? 0.1 : 0)
            + ("beauty".equals(category) ? 0.3 : "electronics".equals(category) ? -0.4 : 0)
            + (hour >= 18 && hour <= 22 ? 0.3 : 0)
            - 0.35 * (Math.log(number(row, "price")) - 3.8);
    if (phase == Phase.OTHER_CONCEPT && "electronics".equals(category)) {
      z += 3;
    }
    return Boolean.toString(draws.chance(1 / (1 + Math.exp(-z))));
  }

  private static double number(Map<String, ?> row, String name) {
    return row.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public Optional<String> concept(Phase phase) {
    return phase == Phase.OTHER_CONCEPT ? Optional.of("category electronics") : Optional.empty();
  }
}
