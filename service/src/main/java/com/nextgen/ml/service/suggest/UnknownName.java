package com.nextgen.ml.service.suggest;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to say of a name that is not known: the one that was probably meant, and those there are. As
 * long as the name may be, and as many as are known, a message stays short.
 */
public final class UnknownName {
  private static final int MAX_LISTED = 20;

  private UnknownName() {}

  /** Returns names as a message lists them: at most twenty, and how many more there are. */
  public static String listed(Collection<?> names) {
    List<String> named =
        names.stream().map(String::valueOf).filter(name -> !name.isBlank()).toList();
    String first =
        named.stream().limit(MAX_LISTED).map(Messages::quoted).collect(Collectors.joining(", "));
    return named.size() <= MAX_LISTED
        ? first
        : first + " and " + (named.size() - MAX_LISTED) + " more";
  }

  /** Returns the end of a message that asks whether a known name was meant; empty if none is. */
  public static String hint(String asked, Collection<String> known) {
    return NearestName.of(asked, known)
        .map(near -> "; did you mean '" + Messages.quoted(near) + "'?")
        .orElse("");
  }

  /**
   * Returns the end of a message that says which names there are.
   *
   * @param none what is said if there are none
   */
  public static String known(String asked, Collection<String> known, String none) {
    return "; " + (known.isEmpty() ? none : "known: " + listed(known)) + hint(asked, known);
  }

  /** Returns that a choice is none of those there are. */
  public static String choice(String what, String asked, Collection<String> known) {
    return "%s '%s' is not one of %s%s"
        .formatted(what, Messages.quoted(asked), listed(known), hint(asked, known));
  }

  /** Returns that there is no such model. */
  public static String model(String asked, Collection<String> known) {
    return "there is no model '" + Messages.quoted(asked) + "'" + hint(asked, known);
  }

  /** Returns that a model has no such version. */
  public static String version(String model, int asked, Collection<Integer> known) {
    return "model '%s' has no version %d; %s"
        .formatted(
            Messages.quoted(model),
            asked,
            known.isEmpty() ? "it has none" : "there are " + listed(known));
  }
}
