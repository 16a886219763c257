package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The Rollout that a notification is about: of a file, or of the cluster.
 *
 * @param variables what templates and conditions know of it
 */
record NotificationSubject(JsonNode rollout, Map<String, Value> variables) {

  private static final String RUNS = "analysisRuns";

  /**
   * Reads it; AnalysisRuns are read only where they are asked for.
   *
   * @param name of a file, or of a Rollout
   * @param asked the template or the trigger
   */
  static NotificationSubject read(
      Session session, String name, NotificationConfig config, String asked) throws CommandFailure {
    boolean isFile = Files.isRegularFile(Path.of(name));
    JsonNode rollout =
        isFile
            ? Manifests.read(session, name).getFirst()
            : session.cluster().get(Rollouts.named(session, name));
    List<JsonNode> runs = !isFile && asked.contains(RUNS) ? runs(session, rollout) : List.of();
    return new NotificationSubject(rollout, Variables.of(rollout, runs, config));
  }

  private static List<JsonNode> runs(Session session, JsonNode rollout) throws CommandFailure {
    return session
        .cluster()
        .list(Selection.of(Kind.ANALYSIS_RUN, At.namespace(rollout)))
        .items()
        .stream()
        .filter(run -> At.isOwnedBy(run, At.uid(rollout)))
        .toList();
  }
}
