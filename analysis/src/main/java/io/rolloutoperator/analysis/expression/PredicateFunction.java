package io.rolloutoperator.analysis.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Functions that take a list and an expression over each of its elements. */
enum PredicateFunction {
  ALL("all", 2, 2),
  NONE("none", 2, 2),
  ANY("any", 2, 2),
  ONE("one", 2, 2),
  FILTER("filter", 2, 2),
  MAP("map", 2, 2),
  COUNT("count", 1, 2),
  SUM("sum", 1, 2),
  FIND("find", 2, 2),
  FIND_INDEX("findIndex", 2, 2),
  FIND_LAST("findLast", 2, 2),
  FIND_LAST_INDEX("findLastIndex", 2, 2),
  GROUP_BY("groupBy", 2, 2),
  SORT_BY("sortBy", 2, 3),
  REDUCE("reduce", 2, 3);

  private static final Map<String, PredicateFunction> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(PredicateFunction::functionName, Function.identity()));

  private final String functionName;
  private final int required;
  private final int maximum;

  PredicateFunction(String functionName, int required, int maximum) {
    this.functionName = functionName;
    this.required = required;
    this.maximum = maximum;
  }

  String functionName() {
    return functionName;
  }

  int required() {
    return required;
  }

  int maximum() {
    return maximum;
  }

  static Optional<PredicateFunction> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
