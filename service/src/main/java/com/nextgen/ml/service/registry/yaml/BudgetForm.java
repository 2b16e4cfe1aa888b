package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.BudgetShares;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.document.Key;
import com.nextgen.ml.service.registry.yaml.document.Mapping;
import com.nextgen.ml.service.registry.yaml.document.Scalar;
import com.nextgen.ml.service.registry.yaml.document.YamlMapping;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shares of the false-alarm budget by family; those that are not named share what is left. */
final class BudgetForm {
  private static final List<AlarmFamily> FAMILIES = List.of(AlarmFamily.values());

  static final Mapping<BudgetShares> FORM =
      new Mapping<>(
          List.copyOf(FAMILIES.stream().map(BudgetForm::share).toList()), BudgetForm::shares);

  private BudgetForm() {}

  private static Key<BudgetShares, Double> share(AlarmFamily family) {
    return Key.optional(family.code(), Scalar.DECIMAL, budget -> Optional.of(budget.share(family)));
  }

  private static BudgetShares shares(YamlMapping in) throws RegistryException {
    Map<AlarmFamily, Double> named = new EnumMap<>(AlarmFamily.class);
    for (AlarmFamily family : FAMILIES) {
      Optional<Double> share = share(family).find(in);
      if (share.isPresent()) {
        named.put(family, share.get());
      }
    }
    return BudgetShares.of(named);
  }
}
