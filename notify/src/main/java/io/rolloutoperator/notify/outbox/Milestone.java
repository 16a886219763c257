package io.rolloutoperator.notify.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.notify.message.Release;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a Rollout was when its Events were stored last: the annotation {@value #ANNOTATION}. It
 * is written together with notifications and never alone, so that a process that dies between an
 * Event and that write leaves a Rollout which is further than its annotation says.
 *
 * @param revision the number of the revision under way
 * @param steps that are completed of it
 */
public record Milestone(long revision, int steps) {

  public static final String ANNOTATION = "rollout-operator.io/notifications-milestone";

  static final String UPDATED = "RolloutUpdated";
  static final String STEP = "RolloutStepCompleted";

  /** As for {@link StateHappenings}: what is older is history. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private static final long MOST = Integer.MAX_VALUE / 10;

  /** Reads the annotation; empty if it is broken. */
  public static Optional<Milestone> parse(String text) {
    int slash = text.indexOf('/');
    try {
      return slash < 0
          ? Optional.empty()
          : Optional.of(
              new Milestone(
                  Long.parseLong(text.substring(0, slash)),
                  Integer.parseInt(text.substring(slash + 1))));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** The value of the annotation. */
  public String text() {
    return revision + "/" + steps;
  }

  /** As a Rollout's state has it; empty before its first revision. */
  public static Optional<Milestone> of(JsonNode rollout) {
    String revision = rollout.path("metadata").path("annotations").path(Release.REVISION).asText();
    return parse(revision + "/" + rollout.path("status").path("currentStepIndex").asInt(0));
  }

  /** After an Event that was heard; its numbers are in its message. */
  public Milestone after(String reason, String message) {
    long number = numberAfter(reason.equals(UPDATED) ? "revision " : "step ", message);
    if (number < 0) {
      return this;
    }
    return switch (reason) {
      case UPDATED -> new Milestone(number, 0);
      case STEP -> new Milestone(revision, (int) number);
      default -> this;
    };
  }

  /** With what the state has besides: it may be ahead of Events, or behind them for a moment. */
  public Milestone beside(JsonNode rollout) {
    Milestone state = of(rollout).orElse(this);
    if (state.revision != revision) {
      return state.revision > revision ? state : this;
    }
    boolean isAborted = rollout.path("status").path("abort").asBoolean();
    return isAborted ? state : new Milestone(revision, Math.max(steps, state.steps));
  }

  /**
   * What has happened since and was not stored, oldest first.
   *
   * @param rollout as it is now
   */
  public List<Happening> missed(JsonNode rollout, Instant now) {
    List<Happening> missed = new ArrayList<>();
    Milestone state = of(rollout).orElse(this);
    boolean isNewer = state.revision > revision;
    if (!isYoung(rollout, now) || (!isNewer && state.revision != revision)) {
      return missed;
    }
    if (isNewer) {
      missed.add(new Happening(UPDATED, ""));
    }
    int from = isNewer ? 0 : steps;
    int all = rollout.at("/spec/strategy/canary/steps").size();
    // A jump to the end is a rollback or a full promotion, which completes no step.
    boolean hasJumped = state.steps == all && state.steps - from > 1;
    for (int step = from + 1; step <= state.steps && !hasJumped; step++) {
      missed.add(new Happening(STEP, Integer.toString(step)));
    }
    return missed;
  }

  /** Progressing is set anew with each step and revision. */
  private static boolean isYoung(JsonNode rollout, Instant now) {
    for (JsonNode condition : rollout.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Progressing")) {
        try {
          Instant at = Instant.parse(condition.path("lastUpdateTime").asText());
          return at.isAfter(now.minus(YOUNG));
        } catch (DateTimeException _) {
          return false;
        }
      }
    }
    return false;
  }

  /** The number behind a word; negative without one. */
  private static long numberAfter(String word, String message) {
    int at = message.indexOf(word);
    int begin = at + word.length();
    int end = at < 0 ? message.length() : begin;
    long number = 0;
    while (end < message.length() && isDigit(message.charAt(end)) && number < MOST) {
      number = number * 10 + (message.charAt(end) - '0');
      end++;
    }
    return at < 0 || end == begin ? -1 : number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
