package io.rolloutoperator.analysis.expression;

/**
 * Bounds on one expression. They exist because conditions are written by tenants and run inside the
 * controller.
 */
final class Limits {

  /** UTF-8 bytes of source. */
  static final int SOURCE_BYTES = 4 * 1024;

  /** Nodes of the syntax tree. */
  static final int NODES = 500;

  /** Nesting of brackets, calls, unary operators, branches and declarations. */
  static final int DEPTH = 32;

  /**
   * Nodes visited, elements looped over and characters scanned (16 to the step) in one evaluation.
   */
  static final long STEPS = 100_000;

  /** Bytes, by estimate, of all values made in one evaluation. */
  static final long MEMORY_BYTES = 1024 * 1024;

  /**
   * Nesting of values: deeper ones are not walked, so that recursion stays far from the end of the
   * stack.
   */
  static final int VALUE_DEPTH = 1_000;

  static final String TOO_LARGE = "expression too large";
  static final String TOO_COMPLEX = "expression too complex";

  private Limits() {}
}
