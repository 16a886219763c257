package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values made of Java's, and maps in the order in which templates see them. */
final class Values {

  private Values() {}

  static Value integer(long number) {
    return new Value.Int(number);
  }

  /** What arithmetic returns, which is another type than lengths and literals. */
  static Value wide(long number) {
    return new Value.Int(number, Value.IntKind.INT64);
  }

  static Value list(List<Value> items) {
    return new Value.Sequence(items);
  }

  static Value texts(List<String> texts) {
    return new Value.Sequence(texts.stream().map(Value::of).toList(), Value.ListKind.TEXTS);
  }

  static Value dictionary(Map<String, Value> entries) {
    Map<Value, Value> all = new LinkedHashMap<>();
    entries.forEach((key, value) -> all.put(Value.of(key), value));
    return new Value.Mapping(all, Value.MapKind.TEXT_KEYS);
  }

  /** The entries of a map by their keys, which are texts. */
  static Map<String, Value> entries(Value map) {
    Map<String, Value> entries = new LinkedHashMap<>();
    if (map instanceof Value.Mapping mapping) {
      sorted(mapping).forEach(entry -> entries.put(Texts.of(entry.getKey()), entry.getValue()));
    }
    return entries;
  }

  /** The value under a key. */
  static Optional<Value> find(Value map, String key) {
    return map instanceof Value.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(Value.of(key)))
        : Optional.empty();
  }

  /** In the order of keys. */
  static List<Map.Entry<Value, Value>> sorted(Value.Mapping map) {
    return map.entries().entrySet().stream()
        .sorted(
            Comparator.comparing(
                entry -> Texts.of(entry.getKey()), (a, b) -> GoValues.compare(a, b)))
        .toList();
  }

  /** The items of a list. */
  static List<Value> items(Value list, String function) {
    if (list instanceof Value.Sequence(List<Value> items, Value.ListKind _)) {
      return items;
    }
    throw new TemplateFailure("Cannot " + function + " on type " + Reflection.kind(list));
  }

  static long integer(Value value) {
    if (value instanceof Value.Int(long number, Value.IntKind _)) {
      return number;
    }
    throw new TemplateFailure("expected an integer, got " + value.typeName());
  }

  static double decimal(Value value) {
    if (value instanceof Value.Decimal(double number)) {
      return number;
    }
    throw new TemplateFailure("expected a float, got " + value.typeName());
  }
}
