package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions on maps. */
final class MapFunctions {

  static final List<Function> ALL =
      List.of(
          new Function(
              "keys",
              map("cannot get keys from %s"),
              (a, c) -> keys(entries(a, "get keys from"), c)),
          new Function(
              "values",
              map("cannot get values from %s"),
              (a, c) -> values(entries(a, "get values from"), c)),
          new Function("toPairs", map("cannot transform %s to pairs"), MapFunctions::toPairs),
          new Function(
              "fromPairs",
              Rules.single("cannot transform %s from pairs", Type.ANY_MAP, Kind.LIST),
              MapFunctions::fromPairs));

  private MapFunctions() {}

  private static Function.Rule map(String refusal) {
    return Rules.single(refusal, Type.LIST, Kind.MAP);
  }

  private static Map<Value, Value> entries(List<Value> arguments, String action) {
    if (arguments.getFirst() instanceof Value.Mapping(Map<Value, Value> entries, Value.MapKind _)) {
      return entries;
    }
    throw new ExpressionFailure(
        "cannot %s %s".formatted(action, Arguments.kindName(arguments.getFirst())));
  }

  private static Value keys(Map<Value, Value> entries, Function.Context context) {
    context.budget().elements(entries.size());
    return new Value.Sequence(List.copyOf(entries.keySet()));
  }

  private static Value values(Map<Value, Value> entries, Function.Context context) {
    context.budget().elements(entries.size());
    return new Value.Sequence(List.copyOf(entries.values()));
  }

  private static Value toPairs(List<Value> arguments, Function.Context context) {
    if (!(arguments.getFirst() instanceof Value.Mapping map)) {
      throw new ExpressionFailure(
          "cannot transform %s to pairs".formatted(Arguments.kindName(arguments.getFirst())));
    }
    context.budget().elements(map.entries().size() * 3L);
    List<Value> pairs = new ArrayList<>();
    map.entries()
        .forEach((k, v) -> pairs.add(new Value.Sequence(List.of(k, v), Value.ListKind.PAIR)));
    return new Value.Sequence(pairs, Value.ListKind.PAIRS);
  }

  private static Value fromPairs(List<Value> arguments, Function.Context context) {
    if (!(arguments.getFirst() instanceof Value.Sequence pairs)) {
      throw new ExpressionFailure(
          "cannot transform %s from pairs".formatted(Formatter.format(arguments.getFirst())));
    }
    context.budget().elements(pairs.items().size() * 2L);
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value pair : pairs.items()) {
      if (!(pair instanceof Value.Sequence(List<Value> both, Value.ListKind _))) {
        throw new ExpressionFailure("invalid pair " + Formatter.format(pair));
      }
      if (both.size() != 2) {
        throw new ExpressionFailure("invalid pair length " + Formatter.format(pair));
      }
      entries.put(Maps.requireHashable(both.getFirst()), both.getLast());
    }
    return new Value.Mapping(entries, Value.MapKind.ANY_KEYS);
  }
}
