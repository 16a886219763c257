package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** GitSyncs as rows of a table, and one of them on a screen. */
public final class SyncView {

  private static final int SHORT = 7;

  private SyncView() {}

  public static Table table(List<JsonNode> syncs, Instant now) {
    Table table =
        new Table(
            List.of(
                "NAMESPACE", "NAME", "READY", "HEALTH", "REVISION", "OBJECTS", "AGE", "MESSAGE"));
    for (JsonNode sync : syncs) {
      JsonNode ready = ready(sync);
      Health health = Health.of(At.text(sync, "status", "health"));
      table.add(
          List.of(
              Line.of(At.namespace(sync)),
              Line.of(At.name(sync)),
              Line.of(At.text(ready, "status"), tone(ready)),
              Line.of(health.word(), health.tone()),
              Line.of(At.text(sync, "status", "shortRevision")),
              Line.of(objects(sync)),
              Line.of(Durations.age(sync, now)),
              Line.of(At.text(ready, "message"))));
    }
    return table;
  }

  private static JsonNode ready(JsonNode sync) {
    return At.node(sync, "status", "conditions")
        .valueStream()
        .filter(condition -> At.text(condition, "type").equals("Ready"))
        .findFirst()
        .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }

  private static Tone tone(JsonNode condition) {
    return switch (At.text(condition, "status")) {
      case "True" -> Tone.GOOD;
      case "False" -> Tone.BAD;
      default -> Tone.WAITING;
    };
  }

  private static String objects(JsonNode sync) {
    JsonNode objects = At.node(sync, "status", "objects");
    return At.count(objects, "healthy") + "/" + At.count(objects, "total");
  }

  /** All about one. */
  public static List<Summary.Row> rows(JsonNode sync, Instant now) {
    List<Summary.Row> rows = new ArrayList<>();
    JsonNode status = sync.path("status");
    add(rows, "Name:", At.namespace(sync) + "/" + At.name(sync));
    add(rows, "Repository:", At.text(sync, "spec", "repo", "url"));
    add(rows, "Path:", At.text(sync, "spec", "path"));
    add(rows, "Attempted:", At.text(status, "lastAttemptedRevision"));
    add(rows, "Applied:", At.text(status, "lastAppliedRevision"));
    add(rows, "Healthy:", At.text(status, "lastHealthyRevision"));
    rows.add(new Summary.Row("Health:", Health.of(At.text(status, "health")).line()));
    add(rows, "Objects:", objects(sync));
    conditions(rows, status, now);
    problems(rows, status);
    quarantine(rows, status, now);
    history(rows, status, now);
    return rows;
  }

  private static void add(List<Summary.Row> rows, String label, String text) {
    if (!text.isEmpty()) {
      rows.add(new Summary.Row(label, Line.of(text)));
    }
  }

  private static void conditions(List<Summary.Row> rows, JsonNode status, Instant now) {
    for (JsonNode condition : status.path("conditions")) {
      Line line =
          Line.of(At.text(condition, "status"), tone(condition))
              .plus(" " + At.text(condition, "reason") + ": " + At.text(condition, "message"))
              .plus(
                  " (" + Durations.since(At.time(condition, "lastTransitionTime"), now) + ")",
                  Tone.QUIET);
      rows.add(new Summary.Row(At.text(condition, "type") + ":", line));
    }
  }

  private static void problems(List<Summary.Row> rows, JsonNode status) {
    for (JsonNode problem : status.path("problems")) {
      String file = At.text(problem, "file");
      int at = At.count(problem, "line");
      String place = file.isEmpty() ? At.text(problem, "id") : file + (at > 0 ? ":" + at : "");
      rows.add(
          new Summary.Row(
              "Problem:",
              Line.of(place + " ")
                  .plus(At.text(problem, "reason"), Tone.BAD)
                  .plus(": " + At.text(problem, "message"))));
    }
  }

  private static void quarantine(List<Summary.Row> rows, JsonNode status, Instant now) {
    for (JsonNode entry : status.path("quarantinedRevisions")) {
      rows.add(
          new Summary.Row(
              "Quarantined:",
              Line.of(At.text(entry, "object"), Tone.BAD)
                  .plus(
                      " %s of %s, %s ago: %s"
                          .formatted(
                              At.text(entry, "templateHash"),
                              shortened(At.text(entry, "revision")),
                              Durations.since(At.time(entry, "since"), now),
                              At.text(entry, "message")))));
    }
  }

  private static void history(List<Summary.Row> rows, JsonNode status, Instant now) {
    String label = "History:";
    for (JsonNode entry : status.path("history")) {
      String message = At.text(entry, "message");
      rows.add(
          new Summary.Row(
              label,
              Line.of(
                  "%s %s, %s ago%s"
                      .formatted(
                          shortened(At.text(entry, "revision")),
                          At.text(entry, "result"),
                          Durations.since(At.time(entry, "lastApplied"), now),
                          message.isEmpty() ? "" : ": " + message))));
      label = "";
    }
  }

  /** {@code main@sha1:1a2b3c4…} to {@code main@1a2b3c4}; anything else as it is. */
  private static String shortened(String revision) {
    int colon = revision.lastIndexOf(':');
    String hash = revision.substring(colon + 1);
    boolean long40 = hash.length() == 40;
    int at = revision.indexOf('@');
    String name = at < 0 ? "" : revision.substring(0, at + 1);
    return long40 ? name + hash.substring(0, SHORT) : revision;
  }
}
