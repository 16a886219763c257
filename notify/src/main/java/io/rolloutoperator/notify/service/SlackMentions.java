package io.rolloutoperator.notify.service;

/**
 * What templates write to mention a channel or a group of people by its name. Slack finds those in
 * the text itself, where it is asked to. People are mentioned when the message is delivered.
 */
final class SlackMentions {

  private SlackMentions() {}

  /** Whether there is one. */
  static boolean isIn(String text) {
    return SlackMark.CHANNEL.isIn(text) || SlackMark.GROUP.isIn(text);
  }

  /** The text as Slack understands it. */
  static String plain(String text) {
    String channels = SlackMark.CHANNEL.replaced(text, name -> shown("#", name));
    return SlackMark.GROUP.replaced(channels, name -> shown("@", name));
  }

  private static String shown(String sign, String name) {
    return name.startsWith(sign) ? name : sign + name;
  }
}
