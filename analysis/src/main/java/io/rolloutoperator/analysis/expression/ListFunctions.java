package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.util.ArrayList;
import java.util.List;

/** Functions on lists. */
final class ListFunctions {

  static final List<Function> ALL =
      List.of(
          new Function(
              "len",
              Rules.single(
                  "invalid argument for len (type %s)", Type.INT, Kind.LIST, Kind.MAP, Kind.TEXT),
              ListFunctions::length),
          new Function(
              "first",
              element("first"),
              (a, _) -> Access.get(indexed(a.getFirst()), new Value.Int(0))),
          new Function(
              "last",
              element("last"),
              (a, _) -> Access.get(indexed(a.getFirst()), new Value.Int(-1))),
          new Function("get", ListFunctions::getType, (a, _) -> Access.get(a.getFirst(), a.get(1))),
          new Function("take", ListFunctions::takeType, ListFunctions::take),
          new Function(
              "reverse",
              list("reverse"),
              (a, c) -> made(Arguments.list(a.getFirst(), "reverse").reversed(), c)),
          new Function("uniq", list("uniq"), ListFunctions::uniq),
          new Function("concat", ListFunctions::concatType, ListFunctions::concat),
          new Function("flatten", list("flatten"), ListFunctions::flatten),
          new Function("sort", sortSignatures(), ListFunctions::sort));

  private ListFunctions() {}

  private static Function.Rule list(String action) {
    return Rules.single("cannot " + action + " %s", Type.LIST, Kind.LIST);
  }

  private static Function.Rule element(String name) {
    return (_, arguments) -> {
      Type list = Rules.only(arguments);
      if (!list.isUnknown() && !list.is(Kind.LIST)) {
        throw new ExpressionFailure(
            "cannot get %s element from %s".formatted(name, Rules.shown(list)));
      }
      return list.isUnknown() ? Type.ANY : list.declaredElements();
    };
  }

  private static Value indexed(Value value) {
    return value instanceof Value.Sequence || value instanceof Value.Text ? value : Value.NIL;
  }

  private static Value made(List<Value> items, Function.Context context) {
    context.budget().elements(items.size());
    return new Value.Sequence(items);
  }

  private static Value length(List<Value> arguments, Function.Context context) {
    return switch (arguments.getFirst()) {
      case Value.Sequence(List<Value> items, Value.ListKind _) -> new Value.Int(items.size());
      case Value.Mapping map -> new Value.Int(map.entries().size());
      case Value.Text(String text) -> {
        context.budget().scan(text.length());
        yield new Value.Int(text.codePointCount(0, text.length()));
      }
      default ->
          throw new ExpressionFailure(
              "invalid argument for len (type %s)".formatted(arguments.getFirst().typeName()));
    };
  }

  private static Type getType(String name, List<Type> arguments) {
    if (arguments.size() != 2) {
      throw new ExpressionFailure(
          "invalid number of arguments (expected 2, got %d)".formatted(arguments.size()));
    }
    Type base = arguments.getFirst();
    Type key = arguments.get(1);
    if (base.isUnknown()) {
      return Type.UNKNOWN;
    }
    return switch (base.kind()) {
      case LIST -> {
        if (!key.is(Kind.INT) && !key.isUnknown()) {
          throw new ExpressionFailure("non-integer slice index " + key.name());
        }
        yield base.elements();
      }
      case MAP -> {
        if (!key.isAssignableTo(base.key()) && !key.isUnknown()) {
          throw new ExpressionFailure(
              "cannot use %s to get an element from %s".formatted(key.name(), base.name()));
        }
        yield base.elements();
      }
      default ->
          throw new ExpressionFailure("type %s does not support indexing".formatted(base.name()));
    };
  }

  private static Type takeType(String name, List<Type> arguments) {
    if (arguments.size() != 2) {
      throw new ExpressionFailure(
          "invalid number of arguments (expected 2, got %d)".formatted(arguments.size()));
    }
    Type list = arguments.getFirst();
    if (!list.isUnknown() && !list.is(Kind.LIST)) {
      throw new ExpressionFailure("cannot take from " + Rules.shown(list));
    }
    Type count = arguments.get(1);
    if (!count.isUnknown()
        && !count.is(Kind.INT)
        && !count.is(Kind.SPAN)
        && !count.is(Kind.CALENDAR)) {
      throw new ExpressionFailure("cannot take %s elements".formatted(Rules.shown(count)));
    }
    return list;
  }

  private static Value take(List<Value> arguments, Function.Context context) {
    if (!(arguments.getFirst() instanceof Value.Sequence(List<Value> items, Value.ListKind kind))) {
      throw new ExpressionFailure("cannot take from " + Arguments.kindName(arguments.getFirst()));
    }
    if (!Numbers.isInteger(arguments.get(1))) {
      throw new ExpressionFailure(
          "cannot take %s elements".formatted(Arguments.kindName(arguments.get(1))));
    }
    long count = Math.min(Numbers.integer(arguments.get(1)), items.size());
    if (count < 0) {
      throw new ExpressionFailure("reflect.Value.Slice: slice index out of bounds");
    }
    context.budget().elements(count);
    return new Value.Sequence(items.subList(0, (int) count), kind);
  }

  private static Value uniq(List<Value> arguments, Function.Context context) {
    List<Value> kept = new ArrayList<>();
    for (Value item : Arguments.list(arguments.getFirst(), "uniq")) {
      if (kept.stream().noneMatch(k -> Equality.equal(item, k, context.budget()))) {
        kept.add(item);
      }
    }
    return made(kept, context);
  }

  private static Type concatType(String name, List<Type> arguments) {
    if (arguments.isEmpty()) {
      throw new ExpressionFailure("invalid number of arguments (expected at least 1, got 0)");
    }
    for (Type argument : arguments) {
      if (!argument.isUnknown() && !argument.is(Kind.LIST)) {
        throw new ExpressionFailure("cannot concat " + Rules.shown(argument));
      }
    }
    return Type.LIST;
  }

  private static Value concat(List<Value> arguments, Function.Context context) {
    List<Value> joined = new ArrayList<>();
    for (Value argument : arguments) {
      List<Value> items = Arguments.list(argument, "concat");
      context.budget().elements(items.size());
      joined.addAll(items);
    }
    return new Value.Sequence(joined);
  }

  private static Value flatten(List<Value> arguments, Function.Context context) {
    List<Value> flat = new ArrayList<>();
    flatten(Arguments.list(arguments.getFirst(), "flatten"), flat, context, 0);
    return made(flat, context);
  }

  private static void flatten(
      List<Value> items, List<Value> flat, Function.Context context, int depth) {
    Budget.depth(depth);
    context.budget().steps(1 + items.size());
    for (Value item : items) {
      if (item instanceof Value.Sequence(List<Value> inner, Value.ListKind _)) {
        flatten(inner, flat, context, depth + 1);
      } else {
        flat.add(item);
      }
    }
  }

  private static Function.Rule sortSignatures() {
    return Signature.anyOf(
        Signature.of(Type.LIST, Type.LIST, Type.TEXT),
        Signature.of(Type.LIST, Type.INTS, Type.TEXT),
        Signature.of(Type.LIST, Type.FLOATS, Type.TEXT),
        Signature.of(Type.LIST, Type.TEXTS, Type.TEXT),
        Signature.of(Type.LIST, Type.LIST),
        Signature.of(Type.LIST, Type.FLOATS),
        Signature.of(Type.LIST, Type.TEXTS),
        Signature.of(Type.LIST, Type.INTS));
  }

  private static Value sort(List<Value> arguments, Function.Context context) {
    List<Value> items =
        arguments.getFirst() instanceof Value.Sequence(List<Value> list, Value.ListKind _)
            ? list
            : List.of();
    boolean descending = arguments.size() > 1 && descending(Arguments.text(arguments.get(1)));
    context.budget().elements(items.size());
    return new Value.Sequence(Sorting.byKeys(items, items, descending, context.budget()));
  }

  private static boolean descending(String order) {
    return switch (order) {
      case "asc" -> false;
      case "desc" -> true;
      default ->
          throw new ExpressionFailure("invalid order %s, expected asc or desc".formatted(order));
    };
  }
}
