package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;
import static io.rolloutoperator.notify.template.Function.Parameter.DICTIONARY;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Maps from texts to values. None of these changes a map; keys and values come in order. */
final class DictionaryFunctions {

  static final List<Function> ALL =
      List.of(
          Function.variadic("dict", DictionaryFunctions::dict, ANY),
          Function.of("get", (a, _) -> get(a), DICTIONARY, TEXT),
          Function.of("hasKey", (a, _) -> hasKey(a), DICTIONARY, TEXT),
          Function.variadic("pluck", (a, _) -> pluck(a), DICTIONARY, TEXT),
          Function.variadic("keys", (a, _) -> keys(a), DICTIONARY),
          Function.of(
              "values",
              (a, _) -> Values.list(List.copyOf(Values.entries(a.getFirst()).values())),
              DICTIONARY),
          Function.variadic("pick", (a, _) -> pick(a, true), TEXT, DICTIONARY),
          Function.variadic("omit", (a, _) -> pick(a, false), TEXT, DICTIONARY),
          Function.variadic("merge", (a, c) -> merge(a, c, false), DICTIONARY, DICTIONARY),
          Function.variadic("mustMerge", (a, c) -> merge(a, c, false), DICTIONARY, DICTIONARY),
          Function.variadic("mergeOverwrite", (a, c) -> merge(a, c, true), DICTIONARY, DICTIONARY),
          Function.variadic(
              "mustMergeOverwrite", (a, c) -> merge(a, c, true), DICTIONARY, DICTIONARY),
          Function.of("deepCopy", (a, _) -> a.getFirst(), ANY),
          Function.of("mustDeepCopy", (a, _) -> a.getFirst(), ANY),
          Function.variadic("dig", (a, _) -> dig(a), ANY, ANY, ANY, ANY));

  private DictionaryFunctions() {}

  private static Value dict(List<Value> arguments, Function.Context context) {
    context.budget().elements(arguments.size());
    Map<String, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      Value value = i + 1 < arguments.size() ? arguments.get(i + 1) : Value.of("");
      entries.put(Texts.of(arguments.get(i), context.budget()), value);
    }
    return Values.dictionary(entries);
  }

  private static Value get(List<Value> arguments) {
    String key = Texts.of(arguments.get(1));
    return Values.find(arguments.getFirst(), key).orElse(Value.of(""));
  }

  private static Value hasKey(List<Value> arguments) {
    return Value.of(Values.find(arguments.getFirst(), Texts.of(arguments.get(1))).isPresent());
  }

  private static Value pluck(List<Value> arguments) {
    String key = Texts.of(arguments.getFirst());
    return Values.list(
        arguments.stream().skip(1).flatMap(map -> Values.find(map, key).stream()).toList());
  }

  private static Value keys(List<Value> arguments) {
    List<String> keys = new ArrayList<>();
    arguments.forEach(map -> keys.addAll(Values.entries(map).keySet()));
    return Values.texts(keys);
  }

  private static Value pick(List<Value> arguments, boolean named) {
    Set<String> names = arguments.stream().skip(1).map(Texts::of).collect(Collectors.toSet());
    Map<String, Value> entries = Values.entries(arguments.getFirst());
    entries.keySet().removeIf(key -> names.contains(key) != named);
    return Values.dictionary(entries);
  }

  private static Value merge(List<Value> arguments, Function.Context context, boolean overwrites) {
    Value merged = arguments.getFirst();
    for (Value source : arguments.subList(1, arguments.size())) {
      merged = merge(merged, source, new Merging(context.budget(), overwrites), 0);
    }
    return merged;
  }

  private record Merging(Budget budget, boolean overwrites) {}

  /** Maps in maps are merged too; what is empty never wins. */
  private static Value merge(Value into, Value from, Merging merging, int depth) {
    merging.budget.depth(depth);
    Map<String, Value> merged = Values.entries(into);
    merging.budget.elements(merged.size());
    for (Map.Entry<String, Value> entry : Values.entries(from).entrySet()) {
      merging.budget.elements(1);
      Value known = merged.getOrDefault(entry.getKey(), Value.NIL);
      if (known instanceof Value.Mapping && entry.getValue() instanceof Value.Mapping) {
        merged.put(entry.getKey(), merge(known, entry.getValue(), merging, depth + 1));
      } else if (!Truth.of(known) || (merging.overwrites && Truth.of(entry.getValue()))) {
        merged.put(entry.getKey(), entry.getValue());
      }
    }
    return Values.dictionary(merged);
  }

  /** {@code dig "a" "b" default map}: the value at a path. */
  private static Value dig(List<Value> arguments) {
    Value otherwise = arguments.get(arguments.size() - 2);
    Value at = arguments.getLast();
    for (Value key : arguments.subList(0, arguments.size() - 2)) {
      if (!(at instanceof Value.Mapping) || !(key instanceof Value.Text)) {
        throw new TemplateFailure("dig goes through maps with texts as keys");
      }
      Optional<Value> next = Values.find(at, Texts.of(key));
      if (next.isEmpty()) {
        return otherwise;
      }
      at = next.get();
    }
    return at;
  }
}
