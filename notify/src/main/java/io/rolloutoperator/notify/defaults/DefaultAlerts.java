package io.rolloutoperator.notify.defaults;

import io.rolloutoperator.notify.defaults.Alert.Lasting;
import io.rolloutoperator.notify.defaults.AlertData.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alerts about Rollouts without any ConfigMap: the receivers are settings of the operator, and the
 * message has all that a person needs at night. They are the data of a ConfigMap of their own: what
 * users write in theirs neither changes nor silences them.
 */
public final class DefaultAlerts {

  private static final String NAME =
      """
      {{.rollout.metadata.namespace}}/{{.rollout.metadata.name}}\
      {{with .release.revision}} revision {{.}}{{end}}\
      {{with .release.commit}} (commit {{trunc 7 .}}){{end}}\
      """;

  private static final String PLACE =
      """
      {{with .release.step}} at step {{.}}/{{$.release.steps}}{{end}}\
      {{with .release.weight}} with {{.}} % of the traffic{{end}}\
      """;

  private static final String MESSAGE =
      "{{.rollout.status.message | default \"\" | trimPrefix \"RolloutAborted: \""
          + " | trimPrefix \"ProgressDeadlineExceeded: \"}}";

  private static final String VERDICT = "{{.release.verdict | default .rollout.status.message}}";

  private static final String NOW =
      "; it is {{.rollout.status.phase | default \"Progressing\"}}"
          + "{{with .rollout.status.message}}: {{.}}{{end}}";

  private static final List<Alert> ALERTS =
      List.of(
          new Alert(
              "on-rollout-aborted",
              "critical",
              Optional.of(
                  new Lasting(
                      "rollout.status.abort == true && rollout.status.abortedAt != nil",
                      "rollout.status.abortedAt",
                      "",
                      NAME + " is no longer aborted" + NOW)),
              NAME + " was aborted" + PLACE + ": " + MESSAGE,
              VERDICT,
              "{{with .release.verdict}}\n{{.}}{{end}}"),
          new Alert(
              "on-rollout-stuck",
              "warning",
              Optional.of(
                  new Lasting(
                      "any(rollout.status.conditions ?? [], .type == \"Progressing\""
                          + " && .reason == \"ProgressDeadlineExceeded\")"
                          + " && rollout.spec.paused != true",
                      "rollout.status.currentPodHash",
                      "",
                      NAME + " is no longer stuck" + NOW)),
              NAME + " is stuck" + PLACE + ": " + MESSAGE,
              MESSAGE),
          ofAnalysis("failed", "has failed"),
          ofAnalysis("error", "could not measure"),
          ofAnalysis("inconclusive", "is inconclusive, somebody must decide"),
          new Alert("on-rollout-completed", "info", Optional.empty(), NAME + " is promoted", ""));

  private static final String FIELDS =
      """
      "namespace": {{.rollout.metadata.namespace | toJson}},
      "rollout": {{.rollout.metadata.name | toJson}},
      "uid": {{.rollout.metadata.uid | toJson}},
      "revision": {{.release.revision | toJson}},
      "phase": {{.rollout.status.phase | default "" | toJson}},
      "message": {{.rollout.status.message | default "" | toJson}},
      "verdict": {{.release.verdict | toJson}},
      "metric": {{.release.metric | toJson}},
      "canary": {{.release.canary | toJson}},
      "stable": {{.release.stable | toJson}},
      "step": {{.release.step | toJson}},
      "steps": {{.release.steps | toJson}},
      "weight": {{.release.weight | toJson}},
      "commit": {{.release.commit | toJson}},
      "commitURL": {{.release.commitURL | toJson}},
      "analyses": [{{range $i, $run := .analysisRuns}}{{if $i}}, {{end}}{"name": {{$run.metadata.name | toJson}},\
      "phase": {{with $run.status}}{{.phase | default "" | toJson}}{{else}}""{{end}},\
      "message": {{with $run.status}}{{.message | default "" | toJson}}{{else}}""{{end}}}{{end}}]\
      """;

  private static final String COMMIT_PAGE = "{{.release.commitURL}}";
  private static final String COMMIT_LINE = "{{with .release.commitURL}}\n{{.}}{{end}}";

  private DefaultAlerts() {}

  private static Alert ofAnalysis(String phase, String what) {
    return new Alert(
        "on-analysis-run-" + phase,
        "warning",
        Optional.empty(),
        NAME + ": an analysis " + what + PLACE + "{{with .release.verdict}}: {{.}}{{end}}",
        VERDICT);
  }

  /** Whether a service is one of these. */
  public static boolean isOwn(String service) {
    return List.of(AlertData.WEBHOOK, AlertData.ALERTMANAGER, AlertData.SLACK).contains(service);
  }

  /**
   * The data of a ConfigMap that makes these alerts; none without receivers.
   *
   * @param link to the page about a Rollout
   */
  public static Map<String, String> of(Receivers receivers, AlertLink link) {
    String page = link.template();
    Links links =
        page.isEmpty()
            ? new Links(COMMIT_PAGE, COMMIT_LINE)
            : new Links(page, "\n" + page + COMMIT_LINE);
    return new AlertData(ALERTS, FIELDS + ",\n\"link\": \"" + page + "\"", links).of(receivers);
  }
}
