package io.rolloutoperator.notify.defaults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Triggers and templates for the Events that people are told of, under the names that Argo Rollouts
 * ships its own by. They stand in where a configuration has none of that name.
 */
public final class DefaultNotifications {

  private static final String RED = "#E01E5A";
  private static final String GREEN = "#18be52";
  private static final String YELLOW = "#ECB22E";
  private static final String BLUE = "#1264A3";

  /** The revision that the Rollout is at; one of a file has no annotations. */
  private static final String REVISION =
      "{{with .rollout.metadata.annotations}}{{with index . \"rollout.argoproj.io/revision\"}}"
          + " (revision {{.}}){{end}}{{end}}";

  private static final String NAME = "{{.rollout.metadata.namespace}}/{{.rollout.metadata.name}}";

  /** Why, if the status says so. */
  private static final String WHY =
      "{{with .rollout.status.message}}: {{. | trimPrefix \"RolloutAborted: \"}}{{end}}";

  private static final String STEP =
      "{{with .rollout.spec.strategy.canary}}{{with .steps}}"
          + " at step {{$.rollout.status.currentStepIndex | int}} of {{len .}}{{end}}{{end}}";

  /**
   * One notification.
   *
   * @param template its name; that of its trigger begins with {@code on-}
   */
  private record Default(String template, String color, String message) {}

  private static final List<Default> ALL =
      List.of(
          new Default("rollout-updated", BLUE, "Release of " + NAME + REVISION + " has begun."),
          new Default(
              "rollout-step-completed",
              BLUE,
              "Release of " + NAME + REVISION + " goes on" + STEP + "."),
          new Default(
              "rollout-paused",
              YELLOW,
              "Release of " + NAME + REVISION + " is paused" + STEP + "."),
          new Default(
              "rollout-completed", GREEN, "Release of " + NAME + REVISION + " is complete."),
          new Default(
              "rollout-aborted", RED, "Release of " + NAME + REVISION + " was aborted" + WHY),
          new Default("scaling-replica-set", BLUE, "Pods of " + NAME + " are being scaled."),
          new Default(
              "analysis-run-running", BLUE, "Release of " + NAME + REVISION + " is analysed."),
          new Default(
              "analysis-run-failed",
              RED,
              "An analysis of " + NAME + REVISION + " has failed" + WHY),
          new Default(
              "analysis-run-error",
              RED,
              "An analysis of " + NAME + REVISION + " could not measure" + WHY),
          new Default(
              "analysis-run-inconclusive",
              YELLOW,
              "An analysis of " + NAME + REVISION + " is inconclusive; somebody must decide."));

  private static final Map<String, String> DATA =
      ALL.stream()
          .flatMap(DefaultNotifications::entries)
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private DefaultNotifications() {}

  /** The data of the ConfigMap, with a default where it has no entry of the name. */
  public static Map<String, String> under(Map<String, String> data) {
    Map<String, String> all = new TreeMap<>(DATA);
    all.putAll(data);
    return all;
  }

  private static Stream<Map.Entry<String, String>> entries(Default each) {
    return Stream.of(
        Map.entry("trigger.on-" + each.template, "- send: [" + each.template + "]\n"),
        Map.entry("template." + each.template, template(each)));
  }

  /** A line for all services; for Slack the same with colour, strategy and images. */
  private static String template(Default each) {
    return """
        message: |-
          %s
        email:
          subject: |-
            %s
        slack:
          attachments: |
            [{
              "color": "%s",
              "title": {{.rollout.metadata.name | toJson}},
              "fields": [
                {"title": "Strategy", "value": "{{if .rollout.spec.strategy.blueGreen}}BlueGreen{{else}}Canary{{end}}", "short": true}
                {{- range .rollout.spec.template.spec.containers}},
                {"title": {{.name | toJson}}, "value": {{.image | toJson}}, "short": true}
                {{- end}}
              ]
            }]
        """
        .formatted(each.message, each.message, each.color);
  }
}
