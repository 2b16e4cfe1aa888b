package com.nextgen.ml.service.registry.yaml.document;

import com.nextgen.ml.service.registry.RegistryException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One key of a mapping: its name, the form of its value, and what of a record it tells.
 *
 * @param <R> the record that the mapping is of
 * @param <V> the value
 */
public final class Key<R, V> {
  private static final Pattern HYPHEN = Pattern.compile("-([a-z])");

  private final String name;
  private final String effectiveName;
  private final Form<V> form;
  private final Optional<V> otherwise;
  private final Function<R, Optional<V>> declared;
  private final Function<R, Optional<V>> effective;

  private Key(
      String name,
      String effectiveName,
      Form<V> form,
      Optional<V> otherwise,
      Function<R, Optional<V>> declared,
      Function<R, Optional<V>> effective) {
    this.name = name;
    this.effectiveName = effectiveName;
    this.form = form;
    this.otherwise = otherwise;
    this.declared = declared;
    this.effective = effective;
  }

  /** Returns a key that must be there, and is always written. */
  public static <R, V> Key<R, V> required(String name, Form<V> form, Function<R, V> value) {
    return optional(name, form, of -> Optional.of(value.apply(of)));
  }

  /** Returns a key that may be absent, and is always written. */
  public static <R, V> Key<R, V> written(
      String name, Form<V> form, Function<R, V> value, V otherwise) {
    Function<R, Optional<V>> always = of -> Optional.of(value.apply(of));
    return new Key<>(name, camelCase(name), form, Optional.of(otherwise), always, always);
  }

  /** Returns a key that may be absent; its default is not declared. */
  public static <R, V> Key<R, V> usual(
      String name, Form<V> form, Function<R, V> value, V otherwise) {
    Key<R, V> key = written(name, form, value, otherwise);
    return new Key<>(
        name,
        key.effectiveName,
        form,
        key.otherwise,
        of -> key.effective.apply(of).filter(said -> !said.equals(otherwise)),
        key.effective);
  }

  /** Returns a key that is written only where there is a value. */
  public static <R, V> Key<R, V> optional(
      String name, Form<V> form, Function<R, Optional<V>> value) {
    return new Key<>(name, camelCase(name), form, Optional.empty(), value, value);
  }

  /** Returns the same key with what holds where nothing is declared. */
  public Key<R, V> holding(Function<R, Optional<V>> whatHolds) {
    return new Key<>(name, effectiveName, form, otherwise, declared, whatHolds);
  }

  /** Returns the same key with one name everywhere: one that is a term, not a word of ours. */
  public Key<R, V> asSpelled() {
    return new Key<>(name, name, form, otherwise, declared, effective);
  }

  /**
   * Reads its value, or takes the default.
   *
   * @throws RegistryException if the value is not one, or there is none and no default
   */
  public V of(YamlMapping in) throws RegistryException {
    Optional<V> value = find(in).or(() -> otherwise);
    return value.isPresent() ? value.get() : required(in);
  }

  /**
   * Reads its value, which must be there.
   *
   * @throws RegistryException if it is not, or not one
   */
  public V required(YamlMapping in) throws RegistryException {
    return form.read(in.required(name));
  }

  /**
   * Reads its value; empty if the key is absent or has none.
   *
   * @throws RegistryException if the value is not one
   */
  public Optional<V> find(YamlMapping in) throws RegistryException {
    Optional<YamlNode> node = in.find(name);
    return node.isPresent() ? Optional.of(form.read(node.get())) : Optional.empty();
  }

  Optional<Value> write(R of, View view) {
    Function<R, Optional<V>> seen = view == View.DECLARED ? declared : effective;
    return seen.apply(of).map(value -> form.write(value, view));
  }

  /** Returns its name in a file. */
  public String name() {
    return name;
  }

  /** Its name where {@code view} is written. */
  String name(View view) {
    return view == View.DECLARED ? name : effectiveName;
  }

  private static String camelCase(String name) {
    return HYPHEN.matcher(name).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }
}
