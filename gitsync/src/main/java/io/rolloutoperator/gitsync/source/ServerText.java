package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.GitRemote;
import org.jspecify.annotations.Nullable;

/** What a server says to a person, made fit to be shown. */
final class ServerText {

  private static final int LONGEST = 256;

  private ServerText() {}

  /**
   * One line of at most 256 characters.
   *
   * @param reason of the refusal, if there is one
   * @param details what hooks and the server printed
   */
  static String clean(@Nullable String reason, @Nullable String details, GitRemote remote) {
    String text = (reason == null ? "" : reason) + " " + (details == null ? "" : details);
    for (String secret : remote.credentials().secrets()) {
      text = text.replace(secret, "***");
    }
    String line = oneLine(text);
    return line.isEmpty() ? "no reason given" : line;
  }

  /** Control characters and those that turn the direction of writing become blanks. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) || isFormat(c) ? ' ' : c)
        .filter(c -> c != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
        .takeWhile(_ -> line.length() < LONGEST)
        .forEach(line::appendCodePoint);
    String cut = line.substring(0, Math.min(line.length(), LONGEST));
    return cut.strip();
  }

  private static boolean isFormat(int c) {
    return Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }
}
