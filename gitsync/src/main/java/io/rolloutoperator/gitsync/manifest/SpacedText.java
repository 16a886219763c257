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
    int at = e.getProblemMark().map(this::position).orElse(value.length());
    if (work > MOST_WORK || at >= value.length() || value.charAt(at) != '\t' || !separates(at)) {
      return Optional.empty();
    }
    String spaced = value.substring(0, at) + " " + value.substring(at + 1);
    return Optional.of(new SpacedText(spaced, work + value.length()));
  }

  /** After a dash or question mark the tab would be indentation: more keys may follow below. */
  private boolean separates(int tab) {
    int at = tab - 1;
    while (at >= 0 && isBlank(value.charAt(at))) {
      at--;
    }
    return at >= 0 && "\r\n-?".indexOf(value.charAt(at)) < 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** What to say about a text that is no YAML. */
  BuildException error(MarkedYamlEngineException e, Budget budget) {
    int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
    int at = e.getProblemMark().map(this::position).orElse(0);
    return budget.error(line, tabBefore(at) ? "tab used for indentation" : e.getProblem());
  }

  /** What to say about a character that YAML does not allow. */
  BuildException error(ReaderException e, Budget budget) {
    int at =
        value.offsetByCodePoints(
            0, Math.min(e.getPosition(), value.codePointCount(0, value.length())));
    int line = (int) value.substring(0, at).lines().count();
    return budget.error(
        Math.max(1, line), "character U+%04X is not allowed".formatted(e.getCodePoint()));
  }

  /** Whether there is a tab in the blanks around a position, at the start of its line. */
  private boolean tabBefore(int position) {
    int end = position;
    while (end < value.length() && isBlank(value.charAt(end))) {
      end++;
    }
    int start = end;
    while (start > 0 && isBlank(value.charAt(start - 1))) {
      start--;
    }
    boolean atStart = start == 0 || "\r\n-?".indexOf(value.charAt(start - 1)) >= 0;
    return atStart && value.substring(start, end).indexOf('\t') >= 0;
  }

  private int position(Mark mark) {
    return value.offsetByCodePoints(0, mark.getIndex());
  }
}
