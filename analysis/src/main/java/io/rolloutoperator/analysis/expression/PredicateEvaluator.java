package io.rolloutoperator.analysis.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates functions over the elements of a list. */
final class PredicateEvaluator {

  private static final String OUT_OF_RANGE = "reflect: slice index out of range";

  /** Where a loop stands. */
  private static final class Scope {
    private final List<Value> items;
    private int index;
    private Value accumulated = Value.NIL;

    Scope(List<Value> items) {
      this.items = items;
    }
  }

  private final Evaluator evaluator;
  private final Budget budget;
  private final Deque<Scope> scopes = new ArrayDeque<>();

  PredicateEvaluator(Evaluator evaluator, Budget budget) {
    this.evaluator = evaluator;
    this.budget = budget;
  }

  Value evaluate(Node.PredicateCall call) {
    Scope scope = new Scope(items(evaluator.evaluate(call.arguments().getFirst())));
    scopes.push(scope);
    Value value = run(call, scope);
    scopes.pop();
    return value;
  }

  /** The first element a filter keeps; the rest is not looked at. */
  Value firstKept(Node.PredicateCall filter) {
    Scope scope = new Scope(items(evaluator.evaluate(filter.arguments().getFirst())));
    scopes.push(scope);
    Optional<Integer> position = first(filter, scope, true, false);
    scopes.pop();
    return position.map(scope.items::get).orElseThrow(() -> new ExpressionFailure(OUT_OF_RANGE));
  }

  private static List<Value> items(Value collection) {
    return switch (collection) {
      case Value.Sequence(List<Value> items, Value.ListKind _) -> items;
      case Value.Mapping map when map.entries().isEmpty() -> List.of();
      case Value.Mapping _ ->
          throw new ExpressionFailure("reflect: call of reflect.Value.Index on map Value");
      case Value.Nil _ ->
          throw new ExpressionFailure("reflect: call of reflect.Value.Len on zero Value");
      default ->
          throw new ExpressionFailure(
              "reflect: call of reflect.Value.Len on %s Value"
                  .formatted(Arguments.kindName(collection)));
    };
  }

  Value pointer(String name) {
    Scope scope = scopes.element();
    return switch (name) {
      case "index" -> new Value.Int(scope.index);
      case "acc" -> scope.accumulated;
      default -> current(scope);
    };
  }

  private static Value current(Scope scope) {
    if (scope.index >= scope.items.size()) {
      throw new ExpressionFailure(OUT_OF_RANGE);
    }
    return scope.items.get(scope.index);
  }

  private Value run(Node.PredicateCall call, Scope scope) {
    return switch (call.function()) {
      case ALL -> new Value.Bool(first(call, scope, false, false).isEmpty());
      case NONE -> new Value.Bool(first(call, scope, true, false).isEmpty());
      case ANY -> new Value.Bool(first(call, scope, true, false).isPresent());
      case ONE -> new Value.Bool(count(call, scope) == 1);
      case COUNT -> new Value.Int(count(call, scope));
      case FILTER -> filter(call, scope);
      case MAP -> map(call, scope);
      case SUM -> sum(call, scope);
      case FIND -> element(scope, first(call, scope, true, false));
      case FIND_LAST -> element(scope, first(call, scope, true, true));
      case FIND_INDEX -> index(first(call, scope, true, false));
      case FIND_LAST_INDEX -> index(first(call, scope, true, true));
      case GROUP_BY -> groupBy(call, scope);
      case SORT_BY -> sortBy(call, scope);
      case REDUCE -> reduce(call, scope);
    };
  }

  /** The expression on the current element; without one, the element itself. */
  private Value apply(Node.PredicateCall call, Scope scope) {
    budget.steps(1);
    return call.arguments().size() > 1
        ? evaluator.evaluate(call.arguments().get(1))
        : current(scope);
  }

  /**
   * Position of the first element, from the start or the end, on which the predicate has this
   * outcome.
   */
  private Optional<Integer> first(
      Node.PredicateCall call, Scope scope, boolean wanted, boolean backwards) {
    int size = scope.items.size();
    for (int i = 0; i < size; i++) {
      scope.index = backwards ? size - 1 - i : i;
      if (Evaluator.truth(apply(call, scope)) == wanted) {
        return Optional.of(scope.index);
      }
    }
    return Optional.empty();
  }

  private static Value element(Scope scope, Optional<Integer> position) {
    return position.map(scope.items::get).orElse(Value.NIL);
  }

  private static Value index(Optional<Integer> position) {
    return position.<Value>map(Value.Int::new).orElse(Value.NIL);
  }

  private int count(Node.PredicateCall call, Scope scope) {
    int count = 0;
    for (scope.index = 0; scope.index < scope.items.size(); scope.index++) {
      count += Evaluator.truth(apply(call, scope)) ? 1 : 0;
    }
    return count;
  }

  private Value filter(Node.PredicateCall call, Scope scope) {
    List<Value> kept = new ArrayList<>();
    for (scope.index = 0; scope.index < scope.items.size(); scope.index++) {
      if (Evaluator.truth(apply(call, scope))) {
        kept.add(current(scope));
      }
    }
    budget.elements(kept.size());
    return new Value.Sequence(kept);
  }

  private Value map(Node.PredicateCall call, Scope scope) {
    budget.elements(scope.items.size());
    List<Value> mapped = new ArrayList<>();
    for (scope.index = 0; scope.index < scope.items.size(); scope.index++) {
      mapped.add(apply(call, scope));
    }
    return new Value.Sequence(mapped);
  }

  private Value sum(Node.PredicateCall call, Scope scope) {
    Value sum = new Value.Int(0);
    for (scope.index = 0; scope.index < scope.items.size(); scope.index++) {
      sum = Arithmetic.add(apply(call, scope), sum, budget);
    }
    return sum;
  }

  private Value groupBy(Node.PredicateCall call, Scope scope) {
    budget.elements(scope.items.size() * 2L);
    Map<Value, List<Value>> groups = new LinkedHashMap<>();
    for (scope.index = 0; scope.index < scope.items.size(); scope.index++) {
      Value key = Maps.requireHashable(apply(call, scope));
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(current(scope));
    }
    Map<Value, Value> entries = new LinkedHashMap<>();
    groups.forEach((key, items) -> entries.put(key, new Value.Sequence(items)));
    return new Value.Mapping(entries, Value.MapKind.GROUPS);
  }

  private Value sortBy(Node.PredicateCall call, Scope scope) {
    boolean descending =
        call.arguments().size() > 2 && descending(evaluator.evaluate(call.arguments().get(2)));
    budget.elements(scope.items.size() * 2L);
    List<Value> keys = new ArrayList<>();
    for (scope.index = 0; scope.index < scope.items.size(); scope.index++) {
      keys.add(apply(call, scope));
    }
    return new Value.Sequence(Sorting.byKeys(scope.items, keys, descending, budget));
  }

  private static boolean descending(Value order) {
    return switch (Arguments.text(order)) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw new ExpressionFailure("unknown order, use asc or desc");
    };
  }

  private Value reduce(Node.PredicateCall call, Scope scope) {
    boolean seeded = call.arguments().size() > 2;
    scope.accumulated = seeded ? evaluator.evaluate(call.arguments().get(2)) : current(scope);
    for (scope.index = seeded ? 0 : 1; scope.index < scope.items.size(); scope.index++) {
      scope.accumulated = apply(call, scope);
    }
    return scope.accumulated;
  }
}
