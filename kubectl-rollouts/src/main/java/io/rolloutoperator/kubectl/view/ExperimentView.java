package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Experiments as rows of a table, and one of them on a screen. */
public final class ExperimentView {

  private ExperimentView() {}

  /**
   * All of them.
   *
   * @param timestamp the first column; "" for none
   */
  public static Table table(
      List<JsonNode> experiments, boolean namespaces, String timestamp, Instant now) {
    List<String> heads = new ArrayList<>(List.of("NAME", "STATUS", "DURATION", "REMAINING", "AGE"));
    if (namespaces) {
      heads.addFirst("NAMESPACE");
    }
    if (!timestamp.isEmpty()) {
      heads.addFirst("TIMESTAMP");
    }
    Table table = new Table(heads);
    for (JsonNode experiment : experiments) {
      List<Line> cells = new ArrayList<>();
      if (!timestamp.isEmpty()) {
        cells.add(Line.of(timestamp));
      }
      if (namespaces) {
        cells.add(Line.of(At.namespace(experiment)));
      }
      Health health = health(experiment);
      cells.add(Line.of(At.name(experiment)));
      cells.add(Line.of(health.word(), health.tone()));
      cells.add(Line.of(duration(experiment).map(Durations::text).orElse("-")));
      cells.add(Line.of(remaining(experiment, now).map(Durations::text).orElse("-")));
      cells.add(Line.of(Durations.age(experiment, now)));
      table.add(cells);
    }
    return table;
  }

  /** What stands above the tree of one that takes the place of the Rollout. */
  public static List<Summary.Row> rows(RolloutObjects objects, Instant now) {
    JsonNode experiment = objects.rollout();
    List<Summary.Row> rows = new ArrayList<>();
    rows.add(new Summary.Row("Name:", Line.of(At.name(experiment), Tone.STRONG)));
    rows.add(new Summary.Row("Namespace:", Line.of(At.namespace(experiment))));
    rows.add(new Summary.Row("Status:", health(experiment).line()));
    String message = At.text(experiment, "status", "message");
    if (!message.isEmpty()) {
      rows.add(new Summary.Row("Message:", Line.of(message)));
    }
    remaining(experiment, now)
        .ifPresent(left -> rows.add(new Summary.Row("Remaining:", Line.of(Durations.text(left)))));
    String label = "Images:";
    for (JsonNode template : At.node(experiment, "spec", "templates")) {
      for (String image : Revisions.images(At.node(template, "template"))) {
        rows.add(new Summary.Row(label, Line.of(image + " (" + At.text(template, "name") + ")")));
        label = "";
      }
    }
    objects.notes().forEach(note -> rows.add(Summary.note(note)));
    return rows;
  }

  private static Health health(JsonNode experiment) {
    return Health.ofRun(At.text(experiment, "status", "phase"));
  }

  private static Optional<Duration> duration(JsonNode experiment) {
    return CanarySteps.duration(At.node(experiment, "spec", "duration"));
  }

  /** Of one that runs; it is counted from availableAt on. */
  private static Optional<Duration> remaining(JsonNode experiment, Instant now) {
    boolean runs = At.text(experiment, "status", "phase").equals("Running");
    return At.time(experiment, "status", "availableAt")
        .filter(start -> runs)
        .flatMap(start -> duration(experiment).map(start::plus))
        .map(end -> Duration.between(now, end));
  }
}
