package io.rolloutoperator.notify.defaults;

/**
 * Where people look at a Rollout, such as a dashboard.
 *
 * @param pattern URL in which {@code {namespace}} and {@code {rollout}} stand for names; empty for
 *     none
 */
public record AlertLink(String pattern) {

  /** There is none. */
  public static final AlertLink NONE = new AlertLink("");

  /** Names of objects need no escape in a URL. */
  String template() {
    return pattern
        .replace("{namespace}", "{{.rollout.metadata.namespace}}")
        .replace("{rollout}", "{{.rollout.metadata.name}}");
  }
}
