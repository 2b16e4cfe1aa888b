package com.nextgen.ml.monitoring.baseline.document;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read strictly: a value that is absent or of another type is an {@link
 * IllegalArgumentException} that names its path.
 */
final class JsonObject {
  private static final double LARGEST_WHOLE = 0x1p53;

  private final String path;
  private final Map<String, @Nullable Object> members;

  JsonObject(String path, Map<String, @Nullable Object> members) {
    this.path = path;
    this.members = members;
  }

  boolean has(String key) {
    return members.get(key) != null;
  }

  /** An error at a member. */
  IllegalArgumentException error(String key, String problem) {
    return new IllegalArgumentException(path(key) + ": " + problem);
  }

  /** Runs a constructor that validates, and names this object in its errors. */
  <T> T make(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      boolean located = message != null && message.startsWith("$");
      throw located ? e : new IllegalArgumentException(path + ": " + message, e);
    }
  }

  String text(String key) {
    return member(key, String.class, "a text");
  }

  @Nullable String textOrNull(String key) {
    return has(key) ? text(key) : null;
  }

  boolean bool(String key) {
    return member(key, Boolean.class, "true or false");
  }

  double number(String key) {
    double value = member(key, Double.class, "a number");
    if (!Double.isFinite(value)) {
      throw error(key, "a number is too large");
    }
    return value;
  }

  /** A whole number of at least 0. */
  long count(String key) {
    return whole(key, number(key));
  }

  JsonObject object(String key) {
    return new JsonObject(path(key), asObject(member(key, Map.class, "an object")));
  }

  @Nullable JsonObject objectOrNull(String key) {
    return has(key) ? object(key) : null;
  }

  double[] numbers(String key) {
    double[] values = member(key, double[].class, "an array of numbers").clone();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw error(key, "a number is too large");
      }
    }
    return values;
  }

  /** An array of arrays of finite numbers. */
  List<double[]> numberLists(String key) {
    List<double[]> lists = new ArrayList<>();
    for (Object element : elements(key)) {
      String at = key + "[" + lists.size() + "]";
      if (!(element instanceof double[] numbers)) {
        throw error(at, "an array of numbers is expected");
      }
      if (!Arrays.stream(numbers).allMatch(Double::isFinite)) {
        throw error(at, "a number is too large");
      }
      lists.add(numbers.clone());
    }
    return lists;
  }

  double[] numbers(String key, int length) {
    double[] values = numbers(key);
    checkLength(key, values.length, length);
    return values;
  }

  long[] counts(String key, int length) {
    double[] values = numbers(key, length);
    long[] counts = new long[length];
    for (int i = 0; i < length; i++) {
      counts[i] = whole(key + "[" + i + "]", values[i]);
    }
    return counts;
  }

  List<String> texts(String key) {
    return list(key, value -> value instanceof String text ? text : null, "a text");
  }

  List<JsonObject> objects(String key) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object member : elements(key)) {
      String at = path(key) + "[" + objects.size() + "]";
      if (!(member instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException(at + ": an object is expected");
      }
      objects.add(new JsonObject(at, asObject(map)));
    }
    return objects;
  }

  /** An array of arrays, all of one length, whose elements may be null. */
  <T> List<@Nullable T> table(String key, int rows, int width, Class<T> type, String expected) {
    List<@Nullable Object> lines = elements(key);
    checkLength(key, lines.size(), rows);
    List<@Nullable T> cells = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      String at = key + "[" + row + "]";
      List<@Nullable Object> line = elementsOf(at, lines.get(row));
      checkLength(at, line.size(), width);
      for (Object cell : line) {
        if (cell != null && !type.isInstance(cell)) {
          throw error(at, expected + " or null is expected");
        }
        cells.add(cell == null ? null : type.cast(cell));
      }
    }
    return cells;
  }

  /** An object whose members are all numbers, by key. */
  SortedMap<String, Double> figures(String key) {
    JsonObject object = object(key);
    TreeMap<String, Double> figures = new TreeMap<>();
    object.members.keySet().forEach(name -> figures.put(name, object.number(name)));
    return figures;
  }

  /** The same with keys that spell numbers. */
  SortedMap<Double, Double> quantiles(String key) {
    TreeMap<Double, Double> quantiles = new TreeMap<>();
    figures(key)
        .forEach(
            (name, value) -> {
              try {
                quantiles.put(Double.valueOf(name), value);
              } catch (NumberFormatException e) {
                throw error(key, "'" + Messages.quoted(name) + "' is not a probability");
              }
            });
    return quantiles;
  }

  private void checkLength(String key, int found, int expected) {
    if (found != expected) {
      throw error(key, expected + " elements are expected, not " + found);
    }
  }

  private long whole(String key, double value) {
    if (value != Math.rint(value) || value < 0 || value > LARGEST_WHOLE) {
      throw error(key, "a whole number of at least 0 is expected");
    }
    return (long) value;
  }

  private <T> List<T> list(
      String key, Function<@Nullable Object, @Nullable T> read, String expected) {
    List<T> values = new ArrayList<>();
    for (Object element : elements(key)) {
      T value = read.apply(element);
      if (value == null) {
        throw error(key + "[" + values.size() + "]", expected + " is expected");
      }
      values.add(value);
    }
    return values;
  }

  private List<@Nullable Object> elements(String key) {
    if (!has(key)) {
      throw error(key, "is missing");
    }
    return elementsOf(key, members.get(key));
  }

  private List<@Nullable Object> elementsOf(String key, @Nullable Object value) {
    List<@Nullable Object> elements = new ArrayList<>();
    if (value instanceof double[] numbers) {
      for (double number : numbers) {
        elements.add(number);
      }
    } else if (value instanceof List<?> list) {
      elements.addAll(list);
    } else {
      throw error(key, "an array is expected");
    }
    return elements;
  }

  private <T> T member(String key, Class<T> type, String expected) {
    Object value = members.get(key);
    if (value == null) {
      throw error(key, "is missing");
    }
    if (!type.isInstance(value)) {
      throw error(key, expected + " is expected");
    }
    return type.cast(value);
  }

  private static Map<String, @Nullable Object> asObject(Map<?, ?> members) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    members.forEach((key, value) -> named.put(String.valueOf(key), value));
    return named;
  }

  private String path(String key) {
    return path + "." + Messages.quoted(key);
  }
}
