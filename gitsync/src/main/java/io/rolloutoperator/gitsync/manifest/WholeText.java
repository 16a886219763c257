package io.rolloutoperator.gitsync.manifest;

/** Text that can be written as UTF-8. */
final class WholeText {

  private static final char REPLACEMENT = '\uFFFD';

  private WholeText() {}

  /** Puts U+FFFD for half of a surrogate pair, which an escape can name, as Go's JSON does. */
  static String of(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                whole.appendCodePoint(
                    Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c));
    return whole.toString();
  }
}
