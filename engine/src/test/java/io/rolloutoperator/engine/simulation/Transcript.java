package io.rolloutoperator.engine.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes down what passes did, for people to read and for golden files. Hashes appear as {@code
 * {v1}} for the image {@code web:1}. Passes that neither write nor tell anything are left out.
 */
final class Transcript implements Consumer<Passes.Pass> {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> names = new TreeMap<>();
  private final List<EventNote> events = new ArrayList<>();

  /** A line about what is done from here on. */
  Transcript heading(String line) {
    text.append(text.isEmpty() ? "" : "\n").append("## ").append(line).append('\n');
    return this;
  }

  /** What was written down so far is of no interest. */
  void forget() {
    text.setLength(0);
    events.clear();
  }

  /** From here on the hash is shown by this name. */
  void name(String hash, String name) {
    names.put(hash, "{" + name + "}");
  }

  @Override
  public void accept(Passes.Pass pass) {
    events.addAll(pass.events());
    RolloutStatus before = pass.seen().snapshot().rollout().status();
    if (!pass.changed() && pass.events().isEmpty()) {
      return;
    }
    Duration since = Duration.between(START, pass.seen().snapshot().now());
    text.append("pass at ").append(since.toSeconds()).append(" s\n");
    for (Reason reason : pass.plan().reasons()) {
      line("because", reason.code() + ": " + reason.text());
    }
    for (PlannedAction planned : pass.plan().actions()) {
      line("write", planned.action().describe());
    }
    status(before, pass.after());
    for (EventNote event : pass.events()) {
      String warning = event.type() == EventNote.Type.Warning ? " (Warning)" : "";
      line("event", event.reason() + warning + ": " + event.message());
    }
    pass.plan().requeueAfter().ifPresent(wait -> line("again", "in " + wait.toSeconds() + " s"));
  }

  private void status(RolloutStatus before, RolloutStatus after) {
    Map<String, String> was = flat(before);
    Map<String, String> is = flat(after);
    is.forEach(
        (path, value) -> {
          if (!value.equals(was.get(path))) {
            line("status", path + ": " + value);
          }
        });
    was.keySet().stream()
        .filter(path -> !is.containsKey(path))
        .forEach(path -> line("status", path + " removed"));
    for (RolloutCondition condition : after.conditions()) {
      if (!before.conditions().contains(condition)) {
        line("status", "condition " + shown(condition));
      }
    }
    before.conditions().stream()
        .map(RolloutCondition::type)
        .filter(type -> after.conditions().stream().noneMatch(c -> c.type().equals(type)))
        .forEach(type -> line("status", "condition " + type + " removed"));
  }

  private static String shown(RolloutCondition condition) {
    return condition.type()
        + "="
        + condition.status()
        + " "
        + condition.reason()
        + ": "
        + condition.message();
  }

  private static Map<String, String> flat(RolloutStatus status) {
    ObjectNode tree = Encoder.encode(status);
    tree.remove("conditions");
    Map<String, String> flat = new TreeMap<>();
    flatten("", tree, flat);
    return flat;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      flat));
    } else {
      flat.put(path, node.isTextual() ? node.asText() : node.toString());
    }
  }

  private void line(String what, String detail) {
    text.append("  ").append(what).append(' ').append(named(detail)).append('\n');
  }

  private String named(String detail) {
    String shown = detail;
    for (Map.Entry<String, String> entry : names.entrySet()) {
      shown = shown.replace(entry.getKey(), entry.getValue());
    }
    return shown;
  }

  /** Reasons of the Events since the last call. */
  List<String> reasonsSince() {
    List<String> reasons = events.stream().map(EventNote::reason).toList();
    events.clear();
    return reasons;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
