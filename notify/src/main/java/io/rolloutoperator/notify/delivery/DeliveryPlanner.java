package io.rolloutoperator.notify.delivery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.notify.service.AnswerRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Decides after each attempt whether a message has arrived, is tried again, or is given up. Pure.
 *
 * <p>Attempts are 1 s, 2 s, 4 s and so on apart, up to 5 min, or as far as the receiver asks for,
 * up to an hour, for a day.
 */
public final class DeliveryPlanner {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofHours(24);

  /** Statuses of requests that may succeed later as they are. */
  private static final Set<Integer> PASSING = Set.of(408, 409, 421, 423, 425, 429);

  /** What Slack calls errors that pass. */
  private static final Set<String> PASSING_ERRORS =
      Set.of(
          "ratelimited",
          "rate_limited",
          "internal_error",
          "fatal_error",
          "request_timeout",
          "service_unavailable",
          "team_added_to_org");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DeliveryPlanner() {}

  /** What follows, with a reason that is whole: see {@link ReasonText}. */
  public sealed interface Next {
    /** The message has arrived. */
    record Done() implements Next {}

    /** It is tried again, not before this time. */
    record Again(Instant notBefore, String reason) implements Next {}

    /** It is given up. */
    record GiveUp(String reason) implements Next {}
  }

  /** What is known of a message when an attempt has ended. */
  public record Attempt(int number, Instant due, Instant now) {}

  /**
   * What follows an attempt.
   *
   * @param rule how the receiver's answers are read
   */
  public static Next next(Attempt attempt, AnswerRule rule, Answer answer) {
    return switch (answer) {
      case Answer.Taken _ -> new Next.Done();
      case Answer.Refused(String reason) -> new Next.GiveUp(ReasonText.line(reason));
      case Answer.Failed(String reason) -> again(attempt, attempt.now, reason);
      case Answer.Answered answered -> answered(attempt, rule, answered);
    };
  }

  /** What follows an attempt that can be made in another way. */
  static Next again(Attempt attempt, String reason) {
    return again(attempt, attempt.now, reason);
  }

  private static Next answered(Attempt attempt, AnswerRule rule, Answer.Answered answer) {
    int status = answer.status();
    if (status / 100 == 2) {
      return judged(attempt, rule, answer);
    }
    Optional<Instant> asked =
        answer.notBefore().or(() -> RetryAfter.ofBody(json(answer.body()), attempt.now));
    // Some say by 403 that there were too many requests, and then when there may be more.
    boolean isLimit = status == 403 && asked.isPresent();
    String reason = answer.host() + " answered " + status + said(answer);
    if (status >= 500 || PASSING.contains(status) || isLimit) {
      return again(attempt, asked.orElse(attempt.now), reason);
    }
    return new Next.GiveUp(
        status / 100 == 3
            ? ReasonText.line(answer.host() + " answered with a redirect, which is not followed")
            : ReasonText.line(reason));
  }

  private static Next judged(Attempt attempt, AnswerRule rule, Answer.Answered answer) {
    JsonNode body = json(answer.body());
    return switch (rule) {
      case SUCCESS -> new Next.Done();
      case OK_IN_BODY -> {
        String error = body.path("error").asText(body.path("description").asText("no \"ok\""));
        String reason = answer.host() + " did not take the message: " + error;
        if (body.path("ok").asBoolean(false)) {
          yield new Next.Done();
        }
        yield PASSING_ERRORS.contains(error)
            ? again(attempt, answer.notBefore().orElse(attempt.now), reason)
            : new Next.GiveUp(ReasonText.line(reason));
      }
      case NO_ERROR_IN_BODY ->
          body.has("error")
              ? new Next.GiveUp(
                  ReasonText.line(
                      answer.host()
                          + " did not take the message: "
                          + body.path("error").path("message").asText()))
              : new Next.Done();
    };
  }

  private static Next again(Attempt attempt, Instant asked, String reason) {
    Duration pause = pause(attempt.number);
    Instant latest = attempt.now.plus(LONGEST_ASKED_FOR);
    Instant wanted = asked.isAfter(latest) ? latest : asked;
    Instant own = attempt.now.plus(pause);
    Instant next = wanted.isAfter(own) ? wanted : own;
    return next.isAfter(attempt.due.plus(PATIENCE))
        ? new Next.GiveUp(ReasonText.line("given up after a day: " + reason))
        : new Next.Again(next, ReasonText.line(reason));
  }

  /** After attempt 1, 2, 3 and so on. */
  private static Duration pause(int number) {
    int doublings = Math.clamp(number - 1, 0, 20);
    Duration pause = FIRST.multipliedBy(1L << doublings);
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private static String said(Answer.Answered answer) {
    String line = answer.body().strip().lines().findFirst().orElse("");
    return line.isEmpty() || line.startsWith("<") ? "" : ": " + line;
  }

  private static JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }
}
