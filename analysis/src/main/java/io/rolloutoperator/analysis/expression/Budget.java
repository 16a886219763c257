package io.rolloutoperator.analysis.expression;

/** What is left of the steps and the memory of one evaluation. Counting is deterministic. */
final class Budget {

  private static final int BYTES_PER_ELEMENT = 16;
  private static final int CHARACTERS_PER_STEP = 16;

  private long steps = Limits.STEPS;
  private long bytes = Limits.MEMORY_BYTES;

  /** Pays for {@code count} steps. */
  void steps(long count) {
    steps -= count;
    if (steps < 0) {
      throw new ExpressionFailure(Limits.TOO_COMPLEX);
    }
  }

  /** Pays for reading {@code length} characters. */
  void scan(long length) {
    steps(1 + length / CHARACTERS_PER_STEP);
  }

  /** Pays for making a string of {@code length} characters, before it is made. */
  void text(long length) {
    scan(length);
    memory(length);
  }

  /** Pays for making a list or map of {@code size} elements, before it is made. */
  void elements(long size) {
    steps(1 + size);
    memory(size > Limits.MEMORY_BYTES ? size : size * BYTES_PER_ELEMENT);
  }

  /** Refuses to walk values nested deeper than the limit. */
  static void depth(int depth) {
    if (depth > Limits.VALUE_DEPTH) {
      throw new ExpressionFailure(Limits.TOO_COMPLEX);
    }
  }

  private void memory(long size) {
    bytes -= size;
    if (bytes < 0) {
      throw new ExpressionFailure(Limits.TOO_COMPLEX);
    }
  }
}
