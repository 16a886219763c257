package io.rolloutoperator.notify.service;

import java.util.List;

/**
 * What templates write to mention a channel or a group of people by its name. Slack finds those in
 * the text itself, where it is asked to. People are mentioned when the message is delivered.
 */
final class SlackMentions {

  private record Mark(String begin, String shown) {}

  private static final List<Mark> MARKS =
      List.of(new Mark("__SLACK_CHANNEL__", "#"), new Mark("__SLACK_USERGROUP__", "@"));

  private SlackMentions() {}

  /** Whether there is one. */
  static boolean isIn(String text) {
    return MARKS.stream().anyMatch(mark -> text.contains(mark.begin));
  }

  /** The text as Slack understands it. */
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
      int from = text.startsWith(mark.shown, name) ? name + mark.shown.length() : name;
      out.append(text, at, begin).append(mark.shown).append(text, from, end);
      at = end + 2;
      begin = text.indexOf(mark.begin, at);
    }
    return out.append(text.substring(at)).toString();
  }
}
