package com.nextgen.ml.service.access;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Roles for all models, and roles for named ones. {@link Role#ADMIN} includes the others; none of
 * the others includes another.
 */
public final class Grants {
  /** No role at all. */
  public static final Grants NONE = new Grants(0, Map.of());

  private static final int MAX_MODELS = 1_000;

  private final int everywhere;
  private final Map<String, Integer> byModel;

  private Grants(int everywhere, Map<String, Integer> byModel) {
    this.everywhere = everywhere;
    this.byModel = Map.copyOf(byModel);
  }

  /**
   * Reads grants: {@code read} is for all models, {@code predict:price,intent} for these two.
   *
   * @throws IllegalArgumentException if one cannot be read, or there is none
   */
  public static Grants of(Collection<String> spellings) {
    int everywhere = 0;
    Map<String, Integer> byModel = new HashMap<>();
    for (String spelling : spellings) {
      int colon = spelling.indexOf(':');
      Role role = Role.of(colon < 0 ? spelling : spelling.substring(0, colon));
      if (colon < 0) {
        everywhere |= role.bit();
        continue;
      }
      for (String model : spelling.substring(colon + 1).split(",", -1)) {
        if (!Names.isValid(model)) {
          throw new IllegalArgumentException(
              "'" + Messages.quoted(model) + "' is not a model's name, in '" + role.code() + ":…'");
        }
        byModel.merge(model, role.bit(), (a, b) -> a | b);
      }
      if (byModel.size() > MAX_MODELS) {
        throw new IllegalArgumentException(
            "more than " + MAX_MODELS + " models are named; grant the role for all of them");
      }
    }
    if (everywhere == 0 && byModel.isEmpty()) {
      throw new IllegalArgumentException("at least one role is needed, such as read");
    }
    return new Grants(everywhere, byModel);
  }

  /**
   * Returns whether one of the roles is granted.
   *
   * @param roles the bits of {@link Role#bit}
   * @param model null for what concerns all models, which needs the role for all
   */
  boolean any(int roles, @Nullable String model) {
    int wanted = roles | Role.ADMIN.bit();
    if ((everywhere & wanted) != 0) {
      return true;
    }
    Integer named = model == null ? null : byModel.get(model);
    return named != null && (named & wanted) != 0;
  }

  /**
   * Returns whether a role is granted.
   *
   * @param model null for what concerns all models
   */
  public boolean has(Role role, @Nullable String model) {
    return any(role.bit(), model);
  }
}
