package com.nextgen.ml.service.registry;

import com.nextgen.ml.monitoring.text.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An alias was set, or removed.
 *
 * @param caller who did it, as the service knows them
 * @param from the version it named before; null if it is new
 * @param to the version it names now; 0 if it was removed
 * @param reason in the caller's words
 */
public record AliasChange(
    Instant time, String caller, String alias, @Nullable Integer from, int to, String reason) {
  private static final int MAX_REASON = 1_000;

  /**
   * Checks what a caller gives.
   *
   * @throws IllegalArgumentException if the alias is no name or the reason is blank or too long
   */
  public static void check(String alias, String reason) {
    Names.check("alias", alias);
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new IllegalArgumentException("reason must be 1 to " + MAX_REASON + " characters");
    }
  }

  /**
   * Returns the version that an alias named before the present one. A change back to that version
   * undoes the change before it, so after 1, 2, 3 and back to 2 the previous one is 1.
   *
   * @param history oldest first
   */
  public static OptionalInt previous(List<AliasChange> history, String alias) {
    List<Integer> stack = new ArrayList<>();
    for (AliasChange change : history) {
      if (!change.alias().equals(alias) || change.to() == 0) {
        continue;
      }
      if (stack.isEmpty() && change.from() != null) {
        stack.add(change.from());
      }
      int size = stack.size();
      if (size >= 2 && stack.get(size - 2) == change.to()) {
        stack.remove(size - 1);
      } else if (size == 0 || stack.get(size - 1) != change.to()) {
        stack.add(change.to());
      }
    }
    return stack.size() < 2 ? OptionalInt.empty() : OptionalInt.of(stack.get(stack.size() - 2));
  }
}
