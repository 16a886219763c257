package io.rolloutoperator.notify.defaults;

import io.rolloutoperator.notify.defaults.Alert.Lasting;
import io.rolloutoperator.notify.defaults.AlertData.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alert that a GitSync fails: once for each commit and reason, and once when it is well again.
 * What goes away by itself is none, and neither is an aborted release, which is told of the
 * Rollout.
 */
public final class GitSyncAlerts {

  private static final String NAME =
      "GitSync {{.gitSync.metadata.namespace}}/{{.gitSync.metadata.name}}";

  private static final String COMMIT = "{{with .sync.commit}} at commit {{trunc 7 .}}{{end}}";

  private static final List<Alert> ALERTS =
      List.of(
          new Alert(
              "on-git-sync-failed",
              "warning",
              Optional.of(
                  new Lasting(
                      "sync.stalled == \"True\" || (sync.ready == \"False\" && !(sync.reason in"
                          + " [\"Progressing\", \"DependencyNotReady\", \"OutsideSyncWindow\","
                          + " \"RolloutAborted\"]))",
                      "sync.reason + \" \" + sync.commit",
                      "sync.ready == \"True\" || sync.reason == \"RolloutAborted\"",
                      NAME + COMMIT + " is well again")),
              NAME
                  + COMMIT
                  + " failed: {{.sync.reason}}: {{.sync.message}}"
                  + "{{if eq .sync.stalled \"True\"}} (somebody must act){{end}}",
              "{{.sync.message}}"));

  private static final String FIELDS =
      """
      "namespace": {{.gitSync.metadata.namespace | toJson}},
      "gitsync": {{.gitSync.metadata.name | toJson}},
      "uid": {{.gitSync.metadata.uid | toJson}},
      "reason": {{.sync.reason | toJson}},
      "message": {{.sync.message | toJson}},
      "stalled": {{.sync.stalled | toJson}},
      "commit": {{.sync.commit | toJson}},
      "commitURL": {{.sync.commitURL | toJson}}\
      """;

  private static final Links LINKS =
      new Links("{{.sync.commitURL}}", "{{with .sync.commitURL}}\n{{.}}{{end}}");

  private GitSyncAlerts() {}

  /** The data of a ConfigMap that makes these alerts; none without receivers. */
  public static Map<String, String> of(Receivers receivers) {
    return new AlertData(ALERTS, FIELDS, LINKS).of(receivers);
  }
}
