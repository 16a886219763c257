package io.rolloutoperator.api.template;

/** The type of a field of a Go struct, as far as its JSON form depends on it. */
sealed interface GoKind {

  /** Kinds without parts. */
  enum Scalar implements GoKind {
    STRING("string"),
    BOOL("bool"),
    INT32("int32"),
    INT64("int64"),
    /** A Kubernetes quantity: written as a canonical string, its zero as {@code "0"}. */
    QUANTITY("quantity"),
    /** A number or a string; its zero is the number 0. */
    INT_OR_STRING("intOrString"),
    /** RFC 3339, UTC, whole seconds; its zero is {@code null}. */
    TIME("time"),
    /** JSON of any shape, object keys sorted. */
    RAW("raw");

    private final String word;

    Scalar(String word) {
      this.word = word;
    }

    /** The kind's name in a type table. */
    String word() {
      return word;
    }
  }

  /** A pointer: absent differs from the zero value. */
  record Pointer(GoKind to) implements GoKind {}

  /** A slice. */
  record ListOf(GoKind item) implements GoKind {}

  /** A map with string keys, written in the order of its keys. */
  record MapOf(GoKind value) implements GoKind {}

  /** A struct of the same table, by name. */
  record Struct(String name) implements GoKind {}
}
