package io.rolloutoperator.api.schema;

/** A field of a tree that the API does not have or does not take. */
public sealed interface FieldFault {

  /** The field, such as {@code spec.strategy.canary.steps[0].setWait}. */
  String path();

  /** There is no such field: the API server drops it without a word, so that it does nothing. */
  record Unknown(String path) implements FieldFault {}

  /**
   * Its value is of another type.
   *
   * @param problem what was wanted and what is there, such as {@code expected a list, got string}
   */
  record WrongType(String path, String problem) implements FieldFault {}
}
