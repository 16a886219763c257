package io.rolloutoperator.analysis.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All built-in functions that take no predicate. */
final class Builtins {

  private static final Map<String, Function> ALL =
      Stream.of(
              TextFunctions.ALL,
              NumberFunctions.ALL,
              BitFunctions.ALL,
              ListFunctions.ALL,
              MapFunctions.ALL,
              ConversionFunctions.ALL,
              TimeFunctions.ALL)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Function::name, f -> f));

  private Builtins() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static boolean contains(String name) {
    return ALL.containsKey(name);
  }

  static Function get(String name) {
    return Optional.ofNullable(ALL.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no built-in function " + name));
  }
}
