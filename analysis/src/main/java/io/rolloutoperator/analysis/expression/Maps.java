package io.rolloutoperator.analysis.expression;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Keys of maps. */
final class Maps {

  private Maps() {}

  /** Refuses lists and maps as keys. */
  static Value requireHashable(Value key) {
    if (key instanceof Value.Sequence || key instanceof Value.Mapping) {
      throw new ExpressionFailure("hash of unhashable type: " + key.typeName());
    }
    return key;
  }

  /** Entries in the order of their keys' texts, as maps are shown. */
  static List<Map.Entry<Value, Value>> sorted(Value.Mapping map) {
    return map.entries().entrySet().stream()
        .sorted(Comparator.comparing(e -> Formatter.format(e.getKey()), GoText::compare))
        .toList();
  }
}
