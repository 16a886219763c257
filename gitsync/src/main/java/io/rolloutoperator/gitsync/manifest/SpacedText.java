package io.rolloutoperator.gitsync.manifest;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/**
 * YAML text in which a tab between two tokens, as in {@code key:<tab>value}, gives way to a space:
 * kubectl takes it for one, the engine does not. A tab before the first token of a line stays an
 * error.
 *
 * @param value the text
 * @param work characters read in vain so far
 */
record SpacedText(String value, long work) {

  /** Enough for thousands of tabs in a file of usual size. */
  private static final long MOST_WORK = 16L << 20;

  SpacedText(String value) {
    this(value, 0);
  }

  /** The text to try next, if the engine stopped at such a tab. */
  Optional<SpacedText> withoutTabAt(MarkedYamlEngineException e) {
    Blanks blanks = blanks(e.getProblemMark().map(this::position).orElse(value.length()));
    if (work > MOST_WORK || !blanks.hasTab() || blanks.areIndentation()) {
      return Optional.empty();
    }
    String spaced =
        value.substring(0, blanks.start())
            + " ".repeat(blanks.end() - blanks.start())
            + value.substring(blanks.end());
    return Optional.of(new SpacedText(spaced, work + value.length()));
  }

  /** All spaces and tabs around a position. */
  private Blanks blanks(int position) {
    int end = position;
    while (end < value.length() && isBlank(value.charAt(end))) {
      end++;
    }
    int start = position;
    while (start > 0 && isBlank(value.charAt(start - 1))) {
      start--;
    }
    return new Blanks(value, start, end);
  }

  private record Blanks(String text, int start, int end) {

    boolean hasTab() {
      return text.substring(start, end).indexOf('\t') >= 0;
    }

    /** Also after a dash or question mark: more keys may follow below. */
    boolean areIndentation() {
      return start == 0 || "\r\n-?".indexOf(text.charAt(start - 1)) >= 0;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** What to say about a text that is no YAML. */
  BuildException error(MarkedYamlEngineException e, Budget budget) {
    int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
    Blanks blanks = blanks(e.getProblemMark().map(this::position).orElse(0));
    boolean tab = blanks.hasTab() && blanks.areIndentation();
    return budget.error(line, tab ? "tab used for indentation" : problem(e));
  }

  private static String problem(MarkedYamlEngineException e) {
    int advice = e.getProblem().indexOf(". (Do not use");
    return advice < 0 ? e.getProblem() : e.getProblem().substring(0, advice);
  }

  /** What to say about a character that YAML does not allow. */
  BuildException error(ReaderException e, Budget budget) {
    int line = (int) value.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count() + 1;
    return budget.error(line, "character U+%04X is not allowed".formatted(e.getCodePoint()));
  }

  private int position(Mark mark) {
    return value.offsetByCodePoints(0, mark.getIndex());
  }
}
