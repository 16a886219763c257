package io.rolloutoperator.notify.outbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.message.Moment;
import io.rolloutoperator.notify.outbox.Entry.Lasting;
import io.rolloutoperator.notify.service.Incident.State;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** In characters: all annotations of an object together may have 256 KiB. */
  private static final int MOST_OF_MOMENTS = 64 * 1024;

  private static final String MOMENT = "moment";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OutboxText() {}

  /** The value; empty if there should be no annotation. */
  public static Optional<String> of(List<Entry> pending) {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Moments moments = new Moments();
    for (Entry entry : pending) {
      ObjectNode tree = tree(entry);
      entry
          .moment()
          .flatMap(moment -> moments.reference(moment, list.size()))
          .ifPresent(moment -> tree.set(MOMENT, moment));
      list.add(tree);
    }
    return Optional.of(list.toString());
  }

  private static ObjectNode tree(Entry entry) {
    ObjectNode tree =
        JsonNodeFactory.instance
            .objectNode()
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
    return tree;
  }

  /** Moments are written once, with the first entry of each; later entries have its position. */
  private static final class Moments {
    private final Map<Moment, Integer> written = new HashMap<>();
    private int length;

    /**
     * What an entry has of its moment; empty if it is too much.
     *
     * @param position of the entry
     */
    Optional<JsonNode> reference(Moment moment, int position) {
      Integer before = written.get(moment);
      if (before != null) {
        return Optional.of(IntNode.valueOf(before));
      }
      int longer = length + moment.tree().toString().length();
      if (longer > MOST_OF_MOMENTS) {
        return Optional.empty();
      }
      length = longer;
      written.put(moment, position);
      return Optional.of(moment.tree());
    }
  }

  /** Reads the value; entries that are broken are left out. */
  public static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    try {
      JsonNode list = MAPPER.readTree(text);
      for (JsonNode tree : list) {
        entry(tree, moment(list, tree)).ifPresent(entries::add);
      }
    } catch (JacksonException _) {
      return List.of();
    }
    return List.copyOf(entries);
  }

  private static Optional<Moment> moment(JsonNode list, JsonNode tree) {
    JsonNode moment = tree.path(MOMENT);
    JsonNode found = moment.isInt() ? list.path(moment.asInt()).path(MOMENT) : moment;
    return found.isObject() ? Optional.of(new Moment(found)) : Optional.empty();
  }

  private static Optional<Entry> entry(JsonNode tree, Optional<Moment> moment) {
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
              lasting(tree),
              moment));
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
