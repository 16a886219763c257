package io.rolloutoperator.notify.outbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.outbox.Entry.Lasting;
import io.rolloutoperator.notify.service.Incident.State;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pending entries as the value of an annotation, so that they outlive the process. */
public final class OutboxText {

  /** Where they are stored, on the Rollout. */
  public static final String ANNOTATION = "rollout-operator.io/notifications-pending";

  /**
   * What is tried again within a minute of its time is not worth a write for each attempt: another
   * process would try it at once.
   */
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OutboxText() {}

  /** The value; empty if there should be no annotation. */
  public static Optional<String> of(List<Entry> pending) {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Entry entry : pending) {
      ObjectNode tree =
          list.addObject()
              .put("key", entry.key())
              .put("uid", entry.uid())
              .put("revision", entry.revision())
              .put("trigger", entry.trigger())
              .put("to", entry.destination().toString())
              .put("due", entry.due().toString());
      if (entry.address().owner() != Owner.OPERATOR) {
        tree.put("of", entry.address().owner().name());
      }
      entry.templates().forEach(tree.withArray("/send")::add);
      entry
          .notBefore()
          .filter(time -> time.isAfter(entry.due().plus(SOON)))
          .ifPresent(
              time -> tree.put("attempts", entry.attempts()).put("notBefore", time.toString()));
      entry
          .lasting()
          .ifPresent(
              lasting ->
                  tree.put("condition", lasting.condition()).put("state", lasting.state().name()));
    }
    return Optional.of(list.toString());
  }

  /** Reads the value; entries that are broken are left out. */
  public static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    try {
      for (JsonNode tree : MAPPER.readTree(text)) {
        entry(tree).ifPresent(entries::add);
      }
    } catch (JacksonException _) {
      return List.of();
    }
    return List.copyOf(entries);
  }

  private static Optional<Entry> entry(JsonNode tree) {
    List<String> templates = new ArrayList<>();
    tree.path("send").forEach(name -> templates.add(name.asText()));
    try {
      Optional<Instant> notBefore =
          tree.has("notBefore")
              ? Optional.of(Instant.parse(tree.path("notBefore").asText()))
              : Optional.empty();
      return Optional.of(
          new Entry(
              tree.path("key").asText(),
              tree.path("uid").asText(),
              tree.path("revision").asText(),
              tree.path("trigger").asText(),
              new Address(
                  Owner.valueOf(tree.path("of").asText(Owner.OPERATOR.name())),
                  Destination.parse(tree.path("to").asText())),
              templates,
              Instant.parse(tree.path("due").asText()),
              tree.path("attempts").asInt(),
              notBefore,
              lasting(tree)));
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Lasting> lasting(JsonNode tree) {
    return tree.has("state")
        ? Optional.of(
            new Lasting(
                tree.path("condition").asText(), State.valueOf(tree.path("state").asText())))
        : Optional.empty();
  }
}
