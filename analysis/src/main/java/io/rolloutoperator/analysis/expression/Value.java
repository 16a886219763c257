package io.rolloutoperator.analysis.expression;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value an expression reads or makes.
 *
 * <p>Lists and maps know what they were made as, because the language tells a list of floats from a
 * list of anything: in which comparisons compile, and in the type names of error messages.
 */
public sealed interface Value {

  /** The absent value. */
  Value NIL = Nil.NIL;

  /** The type's name in error messages, such as {@code float64} or {@code []interface {}}. */
  String typeName();

  /** The single absent value. */
  enum Nil implements Value {
    NIL;

    @Override
    public String typeName() {
      return "<nil>";
    }
  }

  /** A truth value. */
  record Bool(boolean value) implements Value {
    @Override
    public String typeName() {
      return "bool";
    }
  }

  /** A signed 64-bit integer; its kind says which of the language's integer types it has. */
  record Int(long value, IntKind kind) implements Value {
    /** An integer as literals and lengths are. */
    public Int(long value) {
      this(value, IntKind.INT);
    }

    @Override
    public String typeName() {
      return kind.typeName();
    }
  }

  /** A 64-bit floating point number. */
  record Decimal(double value) implements Value {
    @Override
    public String typeName() {
      return "float64";
    }
  }

  /** A string. Lengths count code points; positions count bytes of UTF-8. */
  record Text(String value) implements Value {
    @Override
    public String typeName() {
      return "string";
    }
  }

  /** A list. */
  record Sequence(List<Value> items, ListKind kind) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }

    /** A list of anything. */
    public Sequence(List<Value> items) {
      this(items, ListKind.ANY);
    }

    @Override
    public String typeName() {
      return kind.typeName();
    }
  }

  /** A map; iteration is in the order of insertion, so that every evaluation is repeatable. */
  record Mapping(Map<Value, Value> entries, MapKind kind) implements Value {
    public Mapping {
      entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String typeName() {
      return kind.typeName();
    }
  }

  /** A point in time in a zone. */
  record Moment(ZonedDateTime value) implements Value {
    @Override
    public String typeName() {
      return "time.Time";
    }
  }

  /** A length of time in nanoseconds. */
  record Span(long nanos) implements Value {
    @Override
    public String typeName() {
      return "time.Duration";
    }
  }

  /** A time zone. */
  record Zone(ZoneId id) implements Value {
    @Override
    public String typeName() {
      return "*time.Location";
    }
  }

  /** A function that was named but not called. */
  record Callable(String typeName) implements Value {}

  /** The integer types. */
  enum IntKind {
    INT("int"),
    INT64("int64"),
    /** A byte of a string. */
    UINT8("uint8"),
    MONTH("time.Month"),
    WEEKDAY("time.Weekday");

    private final String typeName;

    IntKind(String typeName) {
      this.typeName = typeName;
    }

    String typeName() {
      return typeName;
    }

    /** Whether arithmetic is defined: months and weekdays are names, not numbers. */
    boolean isNumber() {
      return this == INT || this == INT64 || this == UINT8;
    }
  }

  /** The list types. */
  enum ListKind {
    ANY("[]interface {}"),
    FLOATS("[]float64"),
    INTS("[]int"),
    TEXTS("[]string"),
    PAIRS("[][2]interface {}"),
    PAIR("[2]interface {}");

    private final String typeName;

    ListKind(String typeName) {
      this.typeName = typeName;
    }

    String typeName() {
      return typeName;
    }
  }

  /** The map types. */
  enum MapKind {
    TEXT_KEYS("map[string]interface {}"),
    ANY_KEYS("map[interface {}]interface {}"),
    GROUPS("map[interface {}][]interface {}");

    private final String typeName;

    MapKind(String typeName) {
      this.typeName = typeName;
    }

    String typeName() {
      return typeName;
    }
  }

  /** A truth value. */
  static Value of(boolean value) {
    return new Bool(value);
  }

  /** A floating point number: what a scalar query returns. */
  static Value of(double value) {
    return new Decimal(value);
  }

  /** A string. */
  static Value of(String value) {
    return new Text(value);
  }

  /** A list of floats: what a vector or matrix query returns. */
  static Value ofNumbers(List<Double> numbers) {
    return new Sequence(numbers.stream().<Value>map(Decimal::new).toList(), ListKind.FLOATS);
  }
}
