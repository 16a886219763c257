package io.rolloutoperator.notify.template;

import java.util.List;

/**
 * Mentions of people, channels and groups of Slack by their names. The texts they write are
 * replaced by ids when the message is sent.
 */
final class SlackFunctions {

  static final List<Function> ALL =
      List.of(
          TextFunctions.ofText("slackUserByEmail", text -> "__SLACK_USER_EMAIL__" + text + "__"),
          TextFunctions.ofText("slackChannel", text -> "__SLACK_CHANNEL__" + text + "__"),
          TextFunctions.ofText("slackUserGroup", text -> "__SLACK_USERGROUP__" + text + "__"));

  private SlackFunctions() {}
}
