package com.nextgen.ml.monitoring.schema.policy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How the false-alarm budget is divided among families.
 *
 * @param byFamily a share for every family, each more than 0, together at most 1
 */
public record BudgetShares(Map<AlarmFamily, Double> byFamily) {
  /** An equal share for every family. */
  public static final BudgetShares EQUAL = of(Map.of());

  private static final double ROUNDING = 1e-9;

  public BudgetShares {
    double sum = 0;
    for (AlarmFamily family : AlarmFamily.values()) {
      Double share = byFamily.get(family);
      if (share == null || !(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "monitoring.budget." + family.code() + " must be more than 0 and at most 1");
      }
      sum += share;
    }
    if (sum > 1 + ROUNDING) {
      throw new IllegalArgumentException(
          "monitoring.budget: the shares add up to " + sum + ", more than 1");
    }
    byFamily = Map.copyOf(byFamily);
  }

  /**
   * These shares; families that are not named have equal parts of what is left.
   *
   * @throws IllegalArgumentException if a share is out of range or nothing is left
   */
  public static BudgetShares of(Map<AlarmFamily, Double> named) {
    List<AlarmFamily> others =
        Arrays.stream(AlarmFamily.values()).filter(family -> !named.containsKey(family)).toList();
    double left = 1 - named.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<AlarmFamily, Double> shares = new EnumMap<>(AlarmFamily.class);
    shares.putAll(named);
    if (!others.isEmpty() && !(left > ROUNDING)) {
      throw new IllegalArgumentException(
          "monitoring.budget leaves nothing for "
              + others.stream().map(AlarmFamily::code).collect(Collectors.joining(", ")));
    }
    others.forEach(family -> shares.put(family, left / others.size()));
    return new BudgetShares(shares);
  }

  /** Returns the share of {@code family}. */
  public double share(AlarmFamily family) {
    return Objects.requireNonNull(byFamily.get(family));
  }

  /** Returns the shares by the families' spellings, in the families' order. */
  public Map<String, Double> bySpelling() {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (AlarmFamily family : AlarmFamily.values()) {
      shares.put(family.code(), share(family));
    }
    return shares;
  }
}
