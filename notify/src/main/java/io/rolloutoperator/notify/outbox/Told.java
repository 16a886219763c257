package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.outbox.Entry.Lasting;
import io.rolloutoperator.notify.service.Incident.State;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.trigger.ConditionResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one destination is told of one condition that is judged on every look.
 *
 * <pre>
 *   begins: added --sent--> mark --over--> the end is added, no mark --begins--> added ...
 * </pre>
 *
 * The end is told after the beginning has arrived, and to nobody who refused the beginning.
 */
record Told(
    Situation situation,
    Source source,
    String trigger,
    ConditionResult result,
    Destination destination) {

  /** Before the key of what tells the end. */
  private static final String ENDED = "ended:";

  /** The outbox after this look. */
  Outbox plan(Outbox before) {
    if (result.triggered()) {
      return before.add(List.of(begun(key())));
    }
    if (!result.over()) {
      return before;
    }
    return result.condition().lasts() ? ended(before) : forgotten(before);
  }

  /** What was told and is not over, as it was told last. */
  Optional<Entry> lasting(Outbox outbox) {
    return result.condition().lasts() && !result.over() && result.problem().isEmpty()
        ? marks(outbox).max(Map.Entry.comparingByValue()).map(this::entry)
        : Optional.empty();
  }

  /** Marks without which this would be told again, or its end would not. */
  Set<String> standing(Outbox outbox) {
    return result.over()
        ? Set.of()
        : marks(outbox)
            .map(Map.Entry::getKey)
            .flatMap(mark -> Stream.of(mark, Outbox.UNHEARD + mark))
            .collect(Collectors.toSet());
  }

  private Entry entry(Map.Entry<String, Long> mark) {
    return begun(mark.getKey()).dueAt(mark.getValue());
  }

  /** With {@code oncePer} a mark stays: it says which values were told. */
  private Outbox forgotten(Outbox before) {
    return result.condition().oncePer().isBlank() ? before.forget(key()) : before;
  }

  private Outbox ended(Outbox before) {
    List<String> marks = marks(before).map(Map.Entry::getKey).toList();
    boolean isUntold = before.pending().stream().anyMatch(entry -> isMine(entry.key()));
    if (marks.isEmpty() || isUntold) {
      return before;
    }
    boolean isHeard = !marks.stream().allMatch(mark -> before.state().has(Outbox.UNHEARD + mark));
    Outbox outbox = before.forget(ENDED + anyValue());
    for (String mark : marks) {
      outbox = outbox.forget(mark);
    }
    return isHeard
        ? outbox.add(
            List.of(fresh(ENDED + anyValue(), result.condition().resolve(), State.RESOLVED)))
        : outbox;
  }

  private Stream<Map.Entry<String, Long>> marks(Outbox outbox) {
    return outbox.state().sent().entrySet().stream()
        .filter(mark -> isMine(mark.getKey()))
        .sorted(Comparator.comparing(Map.Entry::getKey));
  }

  /** The name of the namespace before it makes it another configuration's. */
  private boolean isMine(String key) {
    String others = situation.rollout().namespace() + ":" + anyValue();
    boolean isOthers = source.owner() != Owner.NAMESPACE && (":" + key).endsWith(":" + others);
    return key.equals(anyValue())
        || (key.endsWith(":" + anyValue()) && !isBeside(key) && !isOthers);
  }

  /** Whether it is about another key, and not the mark of a beginning. */
  private static boolean isBeside(String key) {
    return key.startsWith(ENDED) || key.startsWith(Outbox.UNHEARD);
  }

  private Entry begun(String key) {
    return fresh(key, result.condition().send(), State.FIRING);
  }

  private Entry fresh(String key, List<String> templates, State state) {
    Optional<Lasting> lasting =
        result.condition().lasts()
            ? Optional.of(new Lasting(result.key(), state))
            : Optional.empty();
    Address address = new Address(source.owner(), destination);
    return Entry.fresh(key, situation, trigger, address, templates, lasting);
  }

  private String key() {
    return key(result.oncePer());
  }

  /** The key without the value of {@code oncePer}. */
  private String anyValue() {
    return key("");
  }

  private String key(String once) {
    String prefix = source.prefix(situation.rollout());
    return NotificationPlanner.key(once, prefix, trigger, result, destination);
  }
}
