package io.rolloutoperator.notify.outbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first messages of threads, so that later ones of their group find them: the annotation
 * {@value #ANNOTATION}, of which the newest {@value #MOST} are kept.
 *
 * @param known oldest first
 */
public record Threads(List<Beginning> known) {

  public static final String ANNOTATION = "rollout-operator.io/notifications-threads";

  /** No thread has begun. */
  public static final Threads NONE = new Threads(List.of());

  static final int MOST = 50;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public Threads {
    known = List.copyOf(known);
  }

  /**
   * The first message of a group.
   *
   * @param key of address and group; a digest, as groups are texts of templates
   */
  public record Beginning(String key, ThreadReference first) {}

  /** Where the thread of a group began. */
  public Optional<ThreadReference> find(Address address, String group) {
    String key = key(address, group);
    return known.stream()
        .filter(beginning -> beginning.key.equals(key))
        .map(Beginning::first)
        .findFirst();
  }

  /** The same with a thread that has begun. */
  public Threads with(Address address, String group, ThreadReference first) {
    List<Beginning> all = new ArrayList<>(without(address, group).known);
    all.add(new Beginning(key(address, group), first));
    return new Threads(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  /** The same without a thread whose first message is gone. */
  public Threads without(Address address, String group) {
    String key = key(address, group);
    return new Threads(known.stream().filter(beginning -> !beginning.key.equals(key)).toList());
  }

  /** Reads the annotation; what is broken counts as absent. */
  public static Threads parse(String text) {
    List<Beginning> known = new ArrayList<>();
    try {
      for (JsonNode tree : MAPPER.readTree(text)) {
        ThreadReference first =
            new ThreadReference(tree.path("channel").asText(), tree.path("ts").asText());
        if (!first.channel().isEmpty() && !first.timestamp().isEmpty()) {
          known.add(new Beginning(tree.path("group").asText(), first));
        }
      }
    } catch (JacksonException _) {
      return NONE;
    }
    return new Threads(known.subList(Math.max(0, known.size() - MOST), known.size()));
  }

  /** The value of the annotation; empty if there should be none. */
  public Optional<String> text() {
    if (known.isEmpty()) {
      return Optional.empty();
    }
    var list = JsonNodeFactory.instance.arrayNode();
    for (Beginning beginning : known) {
      ObjectNode tree = list.addObject().put("group", beginning.key);
      tree.put("channel", beginning.first.channel()).put("ts", beginning.first.timestamp());
    }
    return Optional.of(list.toString());
  }

  private static String key(Address address, String group) {
    return Digest.of(
        address.owner().name(),
        address.destination().service(),
        address.destination().recipient(),
        group);
  }
}
