package io.rolloutoperator.notify.outbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has been sent: the annotation {@value #ANNOTATION} in the form of Argo's notification
 * engine, a JSON object of keys and seconds since 1970, of which the newest 100 are kept and all
 * that stand.
 *
 * @param sent seconds by key
 */
public record NotifiedState(Map<String, Long> sent) {

  public static final String ANNOTATION = "notified.notifications.argoproj.io";

  /** Nothing has been sent. */
  public static final NotifiedState EMPTY = new NotifiedState(Map.of());

  private static final int MOST = 100;
  private static final Comparator<Map.Entry<String, Long>> OLDEST_FIRST =
      Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public NotifiedState {
    sent = Map.copyOf(sent);
  }

  /** Reads the annotation; one that is broken counts as empty. */
  public static NotifiedState parse(String text) {
    try {
      Map<String, Long> sent = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : MAPPER.readTree(text).properties()) {
        sent.put(entry.getKey(), entry.getValue().asLong());
      }
      return new NotifiedState(sent);
    } catch (JacksonException _) {
      return EMPTY;
    }
  }

  public boolean has(String key) {
    return sent.containsKey(key);
  }

  /** The same with a key that was sent now. */
  public NotifiedState with(String key, Instant now) {
    Map<String, Long> all = new TreeMap<>(sent);
    all.put(key, now.getEpochSecond());
    return new NotifiedState(all);
  }

  /** The same with all keys of another one. */
  NotifiedState with(NotifiedState other) {
    Map<String, Long> all = new TreeMap<>(other.sent);
    all.putAll(sent);
    return new NotifiedState(all);
  }

  /**
   * The newest 100, and whatever older ones stand.
   *
   * @param standing keys of what would be sent again without them
   */
  NotifiedState bounded(Set<String> standing) {
    List<String> surplus =
        sent.entrySet().stream()
            .sorted(OLDEST_FIRST)
            .limit(Math.max(0, sent.size() - MOST))
            .map(Map.Entry::getKey)
            .filter(key -> !standing.contains(key))
            .toList();
    Map<String, Long> all = new TreeMap<>(sent);
    all.keySet().removeAll(surplus);
    return new NotifiedState(all);
  }

  /** The same without a key: its condition no longer holds, so that it may be sent again. */
  public NotifiedState without(String key) {
    Map<String, Long> all = new TreeMap<>(sent);
    all.remove(key);
    return new NotifiedState(all);
  }

  /** The value of the annotation; empty if there should be none. */
  public Optional<String> text() {
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    sent.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .forEach(entry -> tree.put(entry.getKey(), entry.getValue()));
    return Optional.of(tree.toString());
  }
}
