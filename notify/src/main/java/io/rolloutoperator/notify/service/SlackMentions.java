package io.rolloutoperator.notify.service;

import java.util.List;

/**
 * What templates write to mention somebody by name. Slack mentions by ids only; as nobody is asked
 * for them, names stand there as names.
 */
final class SlackMentions {

  private record Mark(String begin, String shown) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("__SLACK_USER_EMAIL__", ""),
          new Mark("__SLACK_CHANNEL__", "#"),
          new Mark("__SLACK_USERGROUP__", "@"));

  private SlackMentions() {}

  static String plain(String text) {
    String plain = text;
    for (Mark mark : MARKS) {
      plain = plain(plain, mark);
    }
    return plain;
  }

  private static String plain(String text, Mark mark) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    int begin = text.indexOf(mark.begin);
    while (begin >= 0) {
      int name = begin + mark.begin.length();
      int end = text.indexOf("__", name + 1);
      if (end < 0) {
        break;
      }
      out.append(text, at, begin).append(mark.shown).append(text, name, end);
      at = end + 2;
      begin = text.indexOf(mark.begin, at);
    }
    return out.append(text.substring(at)).toString();
  }
}
