package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Tells the health of a live object. The rules for all kinds come first, in this order: being
 * deleted, a status about an older generation, {@code Reconciling}, {@code Stalled}; then the rule
 * of its kind; without one {@code Ready}; and an object that says nothing is current. They are the
 * conventions of kstatus.
 */
public final class HealthRules {

  /** How long a custom resource may be without any status before that counts as its way. */
  static final Duration FIRST_STATUS = Duration.ofSeconds(3);

  private HealthRules() {}

  /**
   * The health of an object that was read.
   *
   * @param now some rules give an object a few seconds
   */
  public static Health of(ObjectNode live, Instant now) {
    return beforeKind(live)
        .or(() -> KindRules.of(ObjectId.of(live)).map(rule -> rule.of(live, now)))
        .orElseGet(() -> withoutRule(live, now));
  }

  /** The health of an object that is not in the cluster, by its manifest. */
  public static Health absent(ObjectNode desired) {
    ObjectId id = ObjectId.of(desired);
    boolean removedWhenDone =
        id.kind().equals("Job")
            && id.group().equals("batch")
            && desired.path("spec").has("ttlSecondsAfterFinished");
    return removedWhenDone
        ? Health.current("finished and removed")
        : Health.missing(id + " not found");
  }

  /** Whether objects of a kind are current as soon as they exist. */
  public static boolean currentAtOnce(ObjectId id) {
    return KindRules.currentAtOnce(id) || (KindRules.of(id).isEmpty() && !isCustom(id.group()));
  }

  private static Optional<Health> beforeKind(ObjectNode live) {
    JsonNode status = live.path("status");
    if (!live.path("metadata").path("deletionTimestamp").asText().isEmpty()) {
      return Optional.of(Health.terminating("being deleted"));
    }
    return observedEarlier(live)
        .or(
            () ->
                Condition.find(status, "Reconciling")
                    .filter(Condition::isTrue)
                    .map(condition -> Health.inProgress(condition.text())))
        .or(
            () ->
                Condition.find(status, "Stalled")
                    .filter(Condition::isTrue)
                    .map(condition -> Health.failed(condition.text())));
  }

  private static Optional<Health> observedEarlier(ObjectNode live) {
    Optional<Long> observed = number(live.path("status").path("observedGeneration"));
    long generation = live.path("metadata").path("generation").asLong();
    return observed
        .filter(seen -> seen != generation)
        .map(
            seen -> Health.inProgress("generation %d, observed is %d".formatted(generation, seen)));
  }

  /** Rollouts write the generation as text; other text there is no number and tells nothing. */
  private static Optional<Long> number(JsonNode value) {
    String text = value.asText();
    boolean digits =
        !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Health withoutRule(ObjectNode live, Instant now) {
    Optional<Condition> ready = Condition.find(live.path("status"), "Ready");
    if (ready.isPresent()) {
      return ready.get().isTrue() ? Health.current() : Health.inProgress(ready.get().text());
    }
    if (live.path("status").isEmpty() && isCustom(ObjectId.of(live).group())) {
      return youngUntil(live, FIRST_STATUS)
          .filter(now::isBefore)
          .map(end -> Health.inProgressUntil(end, "no status yet"))
          .orElseGet(Health::current);
    }
    return Health.current();
  }

  /** Groups of the API server itself are single words or end like this. */
  private static boolean isCustom(String group) {
    return group.contains(".")
        && (!group.endsWith(".k8s.io") || group.equals(KindRules.GATEWAY_GROUP));
  }

  /** Until when an object counts as young; empty if its creation time is not readable. */
  static Optional<Instant> youngUntil(ObjectNode live, Duration youth) {
    try {
      String created = live.path("metadata").path("creationTimestamp").asText();
      return Optional.of(Instant.parse(created).plus(youth));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
