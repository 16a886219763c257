package io.rolloutoperator.notify.service;

/**
 * The marks of Telegram's first Markdown: {@code *bold*}, {@code _italic_}, {@code `code`}, three
 * backticks for blocks, {@code [text](address)}. There are no marks within marks, and a backslash
 * before one takes its meaning away.
 *
 * @see <a href="https://core.telegram.org/bots/api#markdown-style">Telegram, Markdown style</a>
 */
final class TelegramMarkdown {

  private static final String BLOCK = "```";
  private static final String MARKS = "*_`[";

  private TelegramMarkdown() {}

  /** Whether each mark that begins ends too; {@code success_rate} is one that does not. */
  static boolean isClosed(String text) {
    int at = 0;
    while (at < text.length()) {
      char mark = text.charAt(at);
      if (mark == '\\' && at + 1 < text.length() && isMark(text.charAt(at + 1))) {
        at += 2;
      } else if (isMark(mark)) {
        String end = end(text, at);
        int closing = text.indexOf(end, at + end.length());
        if (closing < 0) {
          return false;
        }
        at = mark == '[' ? afterAddress(text, closing + 1) : closing + end.length();
      } else {
        at++;
      }
    }
    return true;
  }

  /** What is in the parentheses behind a link's text is no text; the end of all ends it too. */
  private static int afterAddress(String text, int at) {
    int end = text.startsWith("(", at) ? text.indexOf(')', at) : at - 1;
    return end < 0 ? text.length() : end + 1;
  }

  private static boolean isMark(char character) {
    return MARKS.indexOf(character) >= 0;
  }

  private static String end(String text, int at) {
    char mark = text.charAt(at);
    return text.startsWith(BLOCK, at) ? BLOCK : mark == '[' ? "]" : String.valueOf(mark);
  }
}
