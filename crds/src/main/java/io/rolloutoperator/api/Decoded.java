package io.rolloutoperator.api;

/** The outcome of reading a raw tree as a record. */
public sealed interface Decoded<T> {

  /** The tree has the record's shape; unknown fields were left out. */
  record Valid<T>(T value) implements Decoded<T> {}

  /**
   * A field has the wrong type.
   *
   * @param path the field from the object's root, such as {@code
   *     spec.strategy.canary.steps[2].setWeight}
   * @param problem what was wanted and what is there, such as {@code expected a list, got string}
   */
  record Malformed<T>(String path, String problem) implements Decoded<T> {
    /** Path and problem in one line. */
    public String message() {
      return path + ": " + problem;
    }
  }
}
