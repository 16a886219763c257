package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.util.List;

/** What is left of the steps, the memory and the nesting of one evaluation. */
final class Budget {

  private static final int BYTES_PER_ELEMENT = 16;
  private static final int CHARACTERS_PER_STEP = 16;
  private static final int ELEMENTS_PER_STEP = 16;
  private static final int COMPARISONS_PER_STEP = 4096;

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

  /**
   * Pays for what a call gets, before it does anything with it: every function may read its texts
   * and copy its lists and maps. What is within those it pays for itself, as it goes there.
   */
  void arguments(List<Value> values) {
    steps(1 + values.size());
    values.forEach(this::argument);
  }

  /** Pays for one of them. */
  void argument(Value value) {
    switch (value) {
      case Value.Text(String text) -> read(text.length());
      case Value.Sequence(List<Value> items, Value.ListKind _) ->
          steps(items.size() / ELEMENTS_PER_STEP);
      case Value.Mapping map -> steps(map.entries().size());
      default -> {
        // Others are small.
      }
    }
  }

  /** Pays for what a call has made, if that is a text: those of lists and maps are paid for. */
  void result(Value value) {
    if (value instanceof Value.Text(String text)) {
      memory(text.length());
    }
  }

  /** Pays for reading {@code length} characters. */
  void read(long length) {
    steps(length / CHARACTERS_PER_STEP);
  }

  /** Pays for looking for one text in another one, which may compare each with each character. */
  void search(long length, long sought) {
    steps(length * sought / COMPARISONS_PER_STEP);
  }

  /** Refuses values in values in values without end. */
  void depth(int levels) {
    if (levels > Limits.DEPTH) {
      throw new TemplateFailure("value nested too deeply");
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
