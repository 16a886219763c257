package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The revisions of a Rollout as rows. */
public final class HistoryTable {

  private HistoryTable() {}

  public static Table of(RolloutObjects objects, Instant now) {
    Table table =
        new Table(List.of("REVISION", "ROLE", "PODS", "AGE", "ANALYSIS", "IMAGES", "REPLICASET"));
    for (JsonNode set : owned(objects)) {
      table.add(
          List.of(
              Line.of(Integer.toString(Revisions.of(set))),
              Line.of(String.join(",", Revisions.roles(objects.rollout(), set))),
              Line.of(
                  At.count(set, "status", "availableReplicas")
                      + "/"
                      + At.count(set, "spec", "replicas")),
              Line.of(Durations.age(set, now)),
              analyses(objects, Revisions.of(set)),
              Line.of(String.join(",", Revisions.images(At.node(set, "spec", "template")))),
              Line.of(At.name(set))));
    }
    return table;
  }

  /** The ReplicaSets of a Rollout, the newest revision first. */
  public static List<JsonNode> owned(RolloutObjects objects) {
    return objects.replicaSets().stream()
        .filter(set -> At.isOwnedBy(set, At.uid(objects.rollout())))
        .sorted(
            Comparator.comparingInt((JsonNode set) -> Revisions.of(set))
                .reversed()
                .thenComparing(At::name))
        .toList();
  }

  /** The worst phase of the revision's runs that are kept; {@code -} without any. */
  private static Line analyses(RolloutObjects objects, int revision) {
    return objects.analysisRuns().stream()
        .filter(run -> At.isOwnedBy(run, At.uid(objects.rollout())))
        .filter(run -> Revisions.of(run) == revision)
        .map(run -> At.text(run, "status", "phase"))
        .max(Comparator.comparingInt(HistoryTable::badness))
        .map(phase -> Line.of(phase, Health.ofRun(phase).tone()))
        .orElse(Line.of("-"));
  }

  /** Good to bad: Successful, Running, Pending, Inconclusive, Error, Failed. */
  private static int badness(String phase) {
    return List.of("Successful", "Running", "Pending", "Inconclusive", "Error", "Failed")
        .indexOf(phase);
  }
}
