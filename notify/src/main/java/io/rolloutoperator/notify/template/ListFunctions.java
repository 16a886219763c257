package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;
import static io.rolloutoperator.notify.template.Function.Parameter.INTEGER;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Lists; the functions with {@code must} before their names are the same. */
final class ListFunctions {

  static final List<Function> ALL =
      Stream.concat(makers(), changes().flatMap(f -> Stream.of(f, must(f)))).toList();

  private ListFunctions() {}

  private static Function must(Function function) {
    String name = function.name();
    return function.as("must" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
  }

  private static Stream<Function> makers() {
    return Stream.of(
        Function.variadic("list", (a, _) -> Values.list(a), ANY),
        Function.variadic("tuple", (a, _) -> Values.list(a), ANY),
        Function.of("splitList", Splitting::list, TEXT, TEXT),
        Function.of("split", Splitting::dictionary, TEXT, TEXT),
        Function.of("splitn", Splitting::limited, TEXT, INTEGER, TEXT),
        Function.of("sortAlpha", (a, c) -> sorted(a.getFirst(), c), ANY),
        Function.variadic("concat", ListFunctions::concat, ANY));
  }

  private static Stream<Function> changes() {
    return Stream.of(
        ofList("first", items -> items.isEmpty() ? Value.NIL : items.getFirst()),
        ofList("last", items -> items.isEmpty() ? Value.NIL : items.getLast()),
        ofList("rest", items -> part(items, 1, items.size())),
        ofList("initial", items -> part(items, 0, items.size() - 1)),
        changed("reverse", items -> items.reversed()),
        changed("compact", items -> items.stream().filter(Truth::of).toList()),
        Function.of("uniq", (a, c) -> unique(a.getFirst(), c), ANY),
        Function.of("append", (a, c) -> append(a, c), ANY, ANY),
        Function.of("push", (a, c) -> append(a, c), ANY, ANY),
        Function.of("prepend", (a, c) -> prepend(a, c), ANY, ANY),
        Function.variadic("without", (a, c) -> without(a, c), ANY, ANY),
        Function.of("has", (a, c) -> has(a.get(0), a.get(1), c), ANY, ANY),
        Function.variadic("slice", (a, _) -> slice(a), ANY, ANY),
        Function.of("chunk", (a, _) -> chunk(a), INTEGER, ANY));
  }

  private static Function ofList(
      String name, java.util.function.Function<List<Value>, Value> body) {
    return Function.of(name, (a, _) -> body.apply(Values.items(a.getFirst(), "find " + name)), ANY);
  }

  private static Function changed(String name, UnaryOperator<List<Value>> body) {
    return ofList(name, items -> Values.list(body.apply(items)));
  }

  /** Of an empty list this is nil, not another empty list. */
  private static Value part(List<Value> items, int from, int to) {
    return Values.list(items.isEmpty() ? items : items.subList(from, to));
  }

  private static Value append(List<Value> arguments, Function.Context context) {
    List<Value> items = new ArrayList<>(Values.items(arguments.get(0), "push"));
    context.budget().elements(items.size());
    items.add(arguments.get(1));
    return Values.list(items);
  }

  private static Value prepend(List<Value> arguments, Function.Context context) {
    List<Value> items = new ArrayList<>();
    items.add(arguments.get(1));
    items.addAll(Values.items(arguments.get(0), "prepend"));
    context.budget().elements(items.size());
    return Values.list(items);
  }

  private static Value concat(List<Value> arguments, Function.Context context) {
    List<Value> items = new ArrayList<>();
    for (Value list : arguments) {
      items.addAll(Values.items(list, "concat"));
      context.budget().elements(items.size());
    }
    return Values.list(items);
  }

  /** Lists and maps are compared with each other only: their hash has no limit. */
  private static Value unique(Value list, Function.Context context) {
    Equality equality = new Equality(context.budget());
    Set<Value> plain = new HashSet<>();
    List<Value> nested = new ArrayList<>();
    List<Value> kept = new ArrayList<>();
    for (Value item : Values.items(list, "find uniq")) {
      boolean isPlain = !(item instanceof Value.Sequence || item instanceof Value.Mapping);
      if (isPlain ? plain.add(item) : !equality.contains(nested, item)) {
        kept.add(item);
        nested.addAll(isPlain ? List.of() : List.of(item));
      }
    }
    context.budget().elements(kept.size());
    return Values.list(kept);
  }

  private static Value without(List<Value> arguments, Function.Context context) {
    Equality equality = new Equality(context.budget());
    List<Value> omitted = arguments.subList(1, arguments.size());
    return Values.list(
        Values.items(arguments.getFirst(), "find without").stream()
            .filter(item -> !equality.contains(omitted, item))
            .toList());
  }

  private static Value has(Value needle, Value list, Function.Context context) {
    return Value.of(
        !(list instanceof Value.Nil)
            && new Equality(context.budget()).contains(Values.items(list, "find has"), needle));
  }

  private static Value sorted(Value list, Function.Context context) {
    return Values.texts(
        Texts.all(list, context.budget()).stream().sorted(GoValues::compare).toList());
  }

  private static Value slice(List<Value> arguments) {
    List<Value> items = Values.items(arguments.getFirst(), "slice");
    if (items.isEmpty()) {
      return Value.NIL;
    }
    long from = arguments.size() > 1 ? Casts.toLong(arguments.get(1)) : 0;
    long to = arguments.size() > 2 ? Casts.toLong(arguments.get(2)) : items.size();
    if (from < 0 || to > items.size() || from > to) {
      throw new TemplateFailure("slice bounds out of range");
    }
    Value.ListKind kind = ((Value.Sequence) arguments.getFirst()).kind();
    return new Value.Sequence(items.subList((int) from, (int) to), kind);
  }

  private static Value chunk(List<Value> arguments) {
    int size = TextFunctions.size(arguments.get(0));
    List<Value> items = Values.items(arguments.get(1), "chunk");
    if (size < 1) {
      throw new TemplateFailure("chunks need a size of at least 1");
    }
    List<Value> chunks = new ArrayList<>();
    for (int i = 0; i < items.size(); i += size) {
      chunks.add(Values.list(items.subList(i, Math.min(items.size(), i + size))));
    }
    return Values.list(chunks);
  }
}
