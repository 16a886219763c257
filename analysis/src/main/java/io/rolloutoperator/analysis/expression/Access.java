package io.rolloutoperator.analysis.expression;

import java.util.List;
import java.util.Optional;

/**
 * Elements of lists and maps, and parts of lists and strings. Negative positions count from the
 * end.
 */
final class Access {

  private Access() {}

  /** An element; a missing key of a map is nil, a missing position is an error. */
  static Value fetch(Value base, Value key) {
    return switch (base) {
      case Value.Sequence(List<Value> items, Value.ListKind _) ->
          items.get(position(key, items.size()));
      case Value.Mapping map -> fetch(map, key);
      case Value.Text(String text) -> {
        byte[] bytes = GoText.bytes(text);
        yield octet(bytes[position(key, bytes.length)]);
      }
      case Value.Moment _, Value.Span _
          when key instanceof Value.Text(String name)
              && TimeMethods.find(base.typeName(), name).isPresent() ->
          new Value.Callable("func");
      default ->
          throw new ExpressionFailure(
              "cannot fetch %s from %s".formatted(Formatter.format(key), base.typeName()));
    };
  }

  private static Value fetch(Value.Mapping map, Value key) {
    Value found = map.entries().get(requireKey(map, key));
    if (found != null) {
      return found;
    }
    return map.kind() == Value.MapKind.GROUPS ? new Value.Sequence(List.of()) : Value.NIL;
  }

  private static Value octet(byte octet) {
    return new Value.Int(Byte.toUnsignedLong(octet), Value.IntKind.UINT8);
  }

  private static int position(Value key, int length) {
    long index = Arguments.truncated(key);
    long fromStart = index < 0 ? length + index : index;
    if (fromStart < 0 || fromStart >= length) {
      throw new ExpressionFailure(
          "index out of range: %d (array length is %d)".formatted(fromStart, length));
    }
    return (int) fromStart;
  }

  /**
   * The key as the map stores it: maps of string keys take nothing else, and nil as the empty
   * string.
   */
  static Value requireKey(Value.Mapping map, Value key) {
    if (map.kind() != Value.MapKind.TEXT_KEYS || key instanceof Value.Text) {
      return key;
    }
    if (key instanceof Value.Nil) {
      return new Value.Text("");
    }
    throw notAKey(key);
  }

  static ExpressionFailure notAKey(Value key) {
    return new ExpressionFailure(
        "reflect.Value.MapIndex: value of type %s is not assignable to type string"
            .formatted(key.typeName()));
  }

  /** As {@link #fetch}, but nil where that is an error. */
  static Value get(Value base, Value key) {
    return switch (base) {
      case Value.Nil _ -> Value.NIL;
      case Value.Sequence(List<Value> items, Value.ListKind _) ->
          within(key, items.size()).map(items::get).orElse(Value.NIL);
      case Value.Mapping map -> map.entries().getOrDefault(requireKey(map, key), Value.NIL);
      case Value.Text(String text) -> {
        byte[] bytes = GoText.bytes(text);
        yield within(key, bytes.length).<Value>map(i -> octet(bytes[i])).orElse(Value.NIL);
      }
      default -> Value.NIL;
    };
  }

  private static Optional<Integer> within(Value key, int length) {
    long index = Arguments.truncated(key);
    long fromStart = index < 0 ? length + index : index;
    return fromStart < 0 || fromStart >= length ? Optional.empty() : Optional.of((int) fromStart);
  }

  /** A part of a list or string; bounds outside are moved to the ends. */
  static Value slice(Value base, Optional<Value> from, Optional<Value> to, Budget budget) {
    return switch (base) {
      case Value.Sequence(List<Value> items, Value.ListKind kind) -> {
        int end = bound(to, items.size(), items.size());
        int start = Math.min(bound(from, 0, items.size()), end);
        budget.elements(end - start);
        yield new Value.Sequence(items.subList(start, end), kind);
      }
      case Value.Text(String text) -> {
        int length = GoText.length(text);
        int end = bound(to, length, length);
        int start = Math.min(bound(from, 0, length), end);
        budget.text(end - start);
        yield new Value.Text(GoText.slice(text, start, end));
      }
      default -> throw notSliced(base, from, to);
    };
  }

  private static ExpressionFailure notSliced(Value base, Optional<Value> from, Optional<Value> to) {
    return new ExpressionFailure(
        to.isEmpty()
            ? "invalid argument for len (type %s)".formatted(base.typeName())
            : "cannot slice " + Formatter.format(from.orElse(new Value.Int(0))));
  }

  private static int bound(Optional<Value> given, int absent, int length) {
    if (given.isEmpty()) {
      return absent;
    }
    long index = Arguments.truncated(given.get());
    long fromStart = index < 0 ? length + index : index;
    return (int) Math.clamp(fromStart, 0L, (long) length);
  }

  static ExpressionFailure notCallable(Value callee) {
    return new ExpressionFailure(
        callee instanceof Value.Nil
            ? "invalid operation: cannot call nil"
            : "invalid operation: cannot call non-function of type " + callee.typeName());
  }
}
