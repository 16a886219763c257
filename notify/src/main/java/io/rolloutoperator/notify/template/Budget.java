package io.rolloutoperator.notify.template;

/** What is left of the steps, the memory and the nesting of one evaluation. */
final class Budget {

  private static final int BYTES_PER_ELEMENT = 16;
  private static final int CHARACTERS_PER_STEP = 16;

  private long steps = Limits.STEPS;
  private long bytes = Limits.MEMORY_BYTES;
  private int depth;

  /** Pays for {@code count} steps. */
  void steps(long count) {
    steps -= count;
    if (steps < 0) {
      throw new TemplateFailure("stopped after " + Limits.STEPS + " steps");
    }
  }

  /** Pays for a text of {@code length} characters, before it is made. */
  void text(long length) {
    steps(1 + length / CHARACTERS_PER_STEP);
    memory(length);
  }

  /** Pays for a list or map of {@code size} elements, before it is made. */
  void elements(long size) {
    steps(1 + size);
    memory(size * BYTES_PER_ELEMENT);
  }

  /** Goes into a block, or into a template that another one uses. */
  void enter() {
    depth++;
    if (depth > Limits.DEPTH) {
      throw new TemplateFailure("blocks and templates nested deeper than " + Limits.DEPTH);
    }
  }

  void leave() {
    depth--;
  }

  private void memory(long size) {
    bytes -= size;
    if (bytes < 0) {
      throw new TemplateFailure("values larger than " + Limits.MEMORY_BYTES / 1024 / 1024 + " MiB");
    }
  }
}
