package io.rolloutoperator.notify.service;

import java.util.function.UnaryOperator;

/** What templates write around a name that Slack is to mention. */
public enum SlackMark {

  /** Of a person, by the address. */
  PERSON("__SLACK_USER_EMAIL__"),
  CHANNEL("__SLACK_CHANNEL__"),
  /** Of a group of people. */
  GROUP("__SLACK_USERGROUP__");

  private static final String END = "__";

  private final String begin;

  SlackMark(String begin) {
    this.begin = begin;
  }

  /** Whether there is one. */
  public boolean isIn(String text) {
    return text.contains(begin);
  }

  /**
   * The text with other words in place of marks and names; what does not end is left as it is.
   *
   * @param shown for a name, which is not empty
   */
  public String replaced(String text, UnaryOperator<String> shown) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    int mark = text.indexOf(begin);
    while (mark >= 0) {
      int name = mark + begin.length();
      int end = text.indexOf(END, name + 1);
      if (end < 0) {
        break;
      }
      out.append(text, at, mark).append(shown.apply(text.substring(name, end)));
      at = end + END.length();
      mark = text.indexOf(begin, at);
    }
    return out.append(text.substring(at)).toString();
  }
}
