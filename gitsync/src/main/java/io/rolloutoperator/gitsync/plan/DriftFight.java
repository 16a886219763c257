package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How often drift of one object was repaired lately. Somebody else who changes the object again and
 * again is not fought at full speed: after {@value #MOST_REPAIRS} repairs within a minute each next
 * one waits, two seconds first, then three times as long up to five minutes. An object that stays
 * as it is for a minute, or for twice the last wait, starts over.
 *
 * @param repairs the times of the last ones that still count, oldest first
 * @param waits how many waits there were in this fight; 0 as long as it is none
 * @param notBefore when the next repair may be made
 */
public record DriftFight(List<Instant> repairs, int waits, Instant notBefore) {

  /** Nothing was repaired. */
  public static final DriftFight NONE = new DriftFight(List.of(), 0, Instant.EPOCH);

  private static final int MOST_REPAIRS = 5;
  private static final int GROWTH = 3;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** Copies the list. */
  public DriftFight {
    repairs = List.copyOf(repairs);
  }

  /** One more repair. */
  public DriftFight repaired(Instant now) {
    List<Instant> counted = new ArrayList<>(isOver(now) ? List.of() : repairs);
    int before = isOver(now) ? 0 : waits;
    counted.removeIf(time -> !time.isAfter(now.minus(WINDOW)));
    counted.add(now);
    boolean again = before > 0 || counted.size() >= MOST_REPAIRS;
    List<Instant> kept =
        counted.subList(Math.max(0, counted.size() - MOST_REPAIRS), counted.size());
    return again
        ? new DriftFight(kept, before + 1, now.plus(wait(before)))
        : new DriftFight(kept, 0, Instant.EPOCH);
  }

  /** Whether the next repair has to wait. */
  public boolean holdsBack(Instant now) {
    return now.isBefore(notBefore);
  }

  /** Whether it has become a fight with the last repair: the time to tell people. */
  public boolean begins() {
    return waits == 1;
  }

  /** Whether nothing had to be repaired for so long that the next repair is the first one again. */
  public boolean isOver(Instant now) {
    if (repairs.isEmpty()) {
      return true;
    }
    Duration quiet = waits == 0 ? WINDOW : longer(WINDOW, wait(waits - 1).multipliedBy(2));
    return !now.isBefore(repairs.getLast().plus(quiet));
  }

  /** The wait after the last repair; zero if there is none. */
  public Duration lastWait() {
    return waits == 0 ? Duration.ZERO : wait(waits - 1);
  }

  /**
   * Who else changed an object last, as the API server names the writer; nothing if only we and
   * writers of subresources did.
   *
   * @param live as it was found before the repair
   */
  public static Optional<String> otherManager(ObjectNode live) {
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode entry : live.path("metadata").path("managedFields")) {
      if (!FieldOwners.ours(entry) && entry.path("subresource").asText().isEmpty()) {
        others.add(entry);
      }
    }
    return others.stream()
        .max(Comparator.comparing(entry -> entry.path("time").asText()))
        .map(entry -> entry.path("manager").asText());
  }

  private static Duration wait(int before) {
    Duration wait = FIRST_WAIT;
    for (int i = 0; i < before && wait.compareTo(LONGEST_WAIT) < 0; i++) {
      wait = wait.multipliedBy(GROWTH);
    }
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
