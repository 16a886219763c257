package io.rolloutoperator.analysis.expression;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a value before evaluation.
 *
 * @param kind what can be done with it
 * @param name the name in messages
 * @param element for lists the type of elements, for predicates nothing
 */
record Type(Kind kind, String name, Optional<Type> element) {

  enum Kind {
    /** Nothing is known; everything is allowed until evaluation. */
    UNKNOWN,
    NIL,
    BOOL,
    INT,
    FLOAT,
    TEXT,
    LIST,
    MAP,
    TIME,
    SPAN,
    ZONE,
    /** Months and weekdays: integers by nature, but without arithmetic. */
    CALENDAR,
    FUNCTION
  }

  static final Type UNKNOWN = new Type(Kind.UNKNOWN, "unknown");
  static final Type ANY = new Type(Kind.UNKNOWN, "interface {}");
  static final Type NIL = new Type(Kind.NIL, "unknown");
  static final Type BOOL = new Type(Kind.BOOL, "bool");
  static final Type INT = new Type(Kind.INT, "int");
  static final Type INT64 = new Type(Kind.INT, "int64");
  static final Type UINT8 = new Type(Kind.INT, "uint8");
  static final Type FLOAT = new Type(Kind.FLOAT, "float64");
  static final Type TEXT = new Type(Kind.TEXT, "string");
  static final Type TIME = new Type(Kind.TIME, "time.Time");
  static final Type SPAN = new Type(Kind.SPAN, "time.Duration");
  static final Type ZONE = new Type(Kind.ZONE, "*time.Location");
  static final Type MONTH = new Type(Kind.CALENDAR, "time.Month");
  static final Type WEEKDAY = new Type(Kind.CALENDAR, "time.Weekday");
  static final Type LIST = new Type(Kind.LIST, "[]interface {}", Optional.of(ANY));
  static final Type FLOATS = new Type(Kind.LIST, "[]float64", Optional.of(FLOAT));
  static final Type INTS = new Type(Kind.LIST, "[]int", Optional.of(INT));
  static final Type TEXTS = new Type(Kind.LIST, "[]string", Optional.of(TEXT));
  static final Type MAP = new Type(Kind.MAP, "map[string]interface {}");
  static final Type ANY_MAP = new Type(Kind.MAP, "map[interface {}]interface {}");
  static final Type GROUPS = new Type(Kind.MAP, "map[interface {}][]interface {}");

  private static final Set<Kind> NUMBERS = EnumSet.of(Kind.INT, Kind.FLOAT);

  Type(Kind kind, String name) {
    this(kind, name, Optional.empty());
  }

  /** A list of anything whose elements are nevertheless known. */
  static Type listOf(Type element) {
    return new Type(Kind.LIST, LIST.name, Optional.of(element));
  }

  static Type function(String name) {
    return new Type(Kind.FUNCTION, name);
  }

  /** The type of a value that is at hand. */
  static Type of(Value value) {
    return switch (value) {
      case Value.Nil _ -> NIL;
      case Value.Bool _ -> BOOL;
      case Value.Int number -> ofInt(number.kind());
      case Value.Decimal _ -> FLOAT;
      case Value.Text _ -> TEXT;
      case Value.Sequence list -> ofList(list.kind());
      case Value.Mapping map -> ofMap(map.kind());
      case Value.Moment _ -> TIME;
      case Value.Span _ -> SPAN;
      case Value.Zone _ -> ZONE;
      case Value.Callable callable -> function(callable.typeName());
    };
  }

  private static Type ofInt(Value.IntKind kind) {
    return switch (kind) {
      case INT -> INT;
      case INT64 -> INT64;
      case UINT8 -> UINT8;
      case MONTH -> MONTH;
      case WEEKDAY -> WEEKDAY;
    };
  }

  private static Type ofList(Value.ListKind kind) {
    return switch (kind) {
      case ANY, PAIR -> LIST;
      case FLOATS -> FLOATS;
      case INTS -> INTS;
      case TEXTS -> TEXTS;
      case PAIRS -> listOf(LIST);
    };
  }

  private static Type ofMap(Value.MapKind kind) {
    return switch (kind) {
      case TEXT_KEYS -> MAP;
      case ANY_KEYS -> ANY_MAP;
      case GROUPS -> GROUPS;
    };
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isUnknown() {
    return kind == Kind.UNKNOWN;
  }

  boolean isNumber() {
    return NUMBERS.contains(kind);
  }

  /** The type of keys of a map. */
  Type key() {
    return name.equals(MAP.name) ? TEXT : ANY;
  }

  /** The type of elements of a list or values of a map. */
  Type elements() {
    return element.orElse(name.equals(GROUPS.name) ? LIST : kind == Kind.MAP ? ANY : UNKNOWN);
  }

  /** The type of elements as the list's own type says, whatever else is known of them. */
  Type declaredElements() {
    return switch (name) {
      case "[]float64" -> FLOAT;
      case "[]int" -> INT;
      case "[]string" -> TEXT;
      default -> ANY;
    };
  }

  boolean isAssignableTo(Type target) {
    if (kind == Kind.NIL) {
      return target.kind == Kind.MAP
          || target.kind == Kind.LIST
          || target.kind == Kind.FUNCTION
          || target.equals(ANY);
    }
    if (equals(UNKNOWN) || target.equals(UNKNOWN) || target.kind == Kind.NIL) {
      return false;
    }
    return target.equals(ANY) || (kind == target.kind && name.equals(target.name));
  }

  boolean isComparableTo(Type other) {
    return isUnknown()
        || other.isUnknown()
        || kind == Kind.NIL
        || other.kind == Kind.NIL
        || (isNumber() && other.isNumber())
        || (kind == other.kind && (kind == Kind.SPAN || kind == Kind.TIME || kind == Kind.LIST))
        || isAssignableTo(other);
  }

  /** Whether one side is unknown and the other, if known, is one of these kinds. */
  boolean mayMatch(Type other, List<Kind> kinds) {
    return (isUnknown() && other.isUnknown())
        || (isUnknown() && kinds.contains(other.kind))
        || (other.isUnknown() && kinds.contains(kind));
  }

  /** The type of a sum of two numbers. */
  Type promotedWith(Type other) {
    return kind == Kind.FLOAT || other.kind == Kind.FLOAT ? FLOAT : INT;
  }
}
