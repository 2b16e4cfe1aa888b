package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.registry.RegistryException;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A single value, read from the text as it is spelled. */
public final class Scalar<V> implements Form<V> {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]{1,40}(?:[eE][-+]?\\d{1,4})?");
  private static final Pattern INTEGER = Pattern.compile("\\d{1,18}");

  /** Any text. */
  public static final Scalar<String> TEXT = new Scalar<>(text -> text, Value.Text::new);

  /** A whole number, 0 or more. */
  public static final Scalar<Long> WHOLE = new Scalar<>(Scalar::toWhole, Value.Whole::new);

  /** A finite number. */
  public static final Scalar<Double> DECIMAL = new Scalar<>(Scalar::toDecimal, Value.Decimal::new);

  /** {@code true} or {@code false}. */
  public static final Scalar<Boolean> FLAG = new Scalar<>(Scalar::toFlag, Value.Flag::new);

  private final Function<String, V> parse;
  private final Function<V, Value> spell;

  private Scalar(Function<String, V> parse, Function<V, Value> spell) {
    this.parse = parse;
    this.spell = spell;
  }

  /**
   * Returns the form of values that have a spelling.
   *
   * @param parse throws {@link IllegalArgumentException} for what is no spelling
   */
  public static <V> Scalar<V> spelled(Function<String, V> parse, Function<V, String> spelling) {
    return new Scalar<>(parse, value -> new Value.Word(spelling.apply(value)));
  }

  @Override
  public V read(YamlNode node) throws RegistryException {
    return node.parsed(parse);
  }

  @Override
  public Value write(V value, View view) {
    return spell.apply(value);
  }

  private static Double toDecimal(String text) {
    if (NUMBER.matcher(text).matches()) {
      try {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Falls through to the one message for all that is no number.
      }
    }
    throw new IllegalArgumentException("'" + Messages.quoted(text) + "' is not a number");
  }

  private static Long toWhole(String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + Messages.quoted(text) + "' is not a whole number");
    }
    return Long.valueOf(text);
  }

  private static Boolean toFlag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(
          "'" + Messages.quoted(text) + "' is neither true nor false");
    }
    return Boolean.valueOf(text);
  }
}
