package io.rolloutoperator.notify.defaults;

import java.util.Optional;

/**
 * Where people look at a Rollout, such as a dashboard.
 *
 * @param pattern URL in which {@code {namespace}} and {@code {rollout}} stand for names; empty for
 *     none
 */
public record AlertLink(String pattern) {

  /** There is none. */
  public static final AlertLink NONE = new AlertLink("");

  /**
   * The pattern in a text, blanks around it left out; empty for what is no URL of http or https
   * once names stand in it.
   */
  public static Optional<AlertLink> parse(String text) {
    return ReceiverUrl.parse(text.replace("{namespace}", "n").replace("{rollout}", "r"))
        .map(_ -> new AlertLink(text.strip()));
  }

  /** Names of objects need no escape in a URL. */
  String template() {
    return pattern
        .replace("{namespace}", "{{.rollout.metadata.namespace}}")
        .replace("{rollout}", "{{.rollout.metadata.name}}");
  }
}
