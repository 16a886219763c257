package io.rolloutoperator.kube.metrics.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutDuration;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Completion;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An end of a release is told by the pass that writes it, and by no other. */
class ReleaseEndTest {
  private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NOW = BEGAN.plusSeconds(600);
  private static final String ABORTED = "Rollout aborted update to revision 2";
  private static final String BY_STEP =
      ABORTED + ": Step-based analysis phase error/failed: Metric \"m\" assessed Failed";
  private static final String BY_BACKGROUND =
      ABORTED + ": Background analysis phase error/failed: Metric \"m\" assessed Error";
  private static final String BY_DEADLINE =
      ABORTED + ": ReplicaSet \"web-b\" has timed out progressing.";

  private static RolloutStatus status(String stable, String current) {
    return RolloutStatus.EMPTY.toBuilder()
        .stableRS(stable)
        .currentPodHash(current)
        .duration(new RolloutDuration(BEGAN, null, 100, null, ""))
        .build();
  }

  private static RolloutStatus aborted(String stable, String current, String sentence) {
    RolloutCondition condition =
        new RolloutCondition("Progressing", "False", NOW, NOW, "RolloutAborted", sentence);
    return status(stable, current).toBuilder().abort(true).conditions(List.of(condition)).build();
  }

  private static RolloutStatus byPerson(RolloutStatus status) {
    return status.toBuilder().abort(true).build();
  }

  private static Decision decision(Optional<Completion> completion) {
    return new Decision(
        Control.of(RolloutStatus.EMPTY),
        Decision.Kind.ONGOING,
        Optional.empty(),
        completion,
        List.of());
  }

  private static Arguments row(
      String name,
      RolloutStatus before,
      RolloutStatus after,
      Optional<Completion> completion,
      ReleaseOutcome... outcomes) {
    return Arguments.of(name, before, after, completion, List.of(outcomes));
  }

  static Stream<Arguments> passes() {
    Optional<Completion> none = Optional.empty();
    RolloutStatus underWay = status("a", "b");
    return Stream.of(
        row("nothing happens", underWay, underWay, none),
        row("a release begins", status("a", "a"), underWay, none),
        row(
            "the steps are done",
            underWay,
            status("b", "b"),
            Optional.of(new Completion.AllSteps(4)),
            ReleaseOutcome.PROMOTED_BY_STEPS),
        row(
            "a person skipped them",
            underWay,
            status("b", "b"),
            Optional.of(new Completion.FullPromotion()),
            ReleaseOutcome.PROMOTED_BY_USER),
        row(
            "a rollback in its window",
            underWay,
            status("b", "b"),
            Optional.of(new Completion.RollbackWithinWindow()),
            ReleaseOutcome.PROMOTED_IN_ROLLBACK_WINDOW),
        row(
            "the first revision",
            status("", "a"),
            status("a", "a"),
            Optional.of(new Completion.InitialDeploy()),
            ReleaseOutcome.PROMOTED_FIRST),
        row(
            "a promotion that was told before",
            status("b", "b"),
            status("b", "b"),
            Optional.of(new Completion.AllSteps(4))),
        row(
            "a step's analysis fails",
            underWay,
            aborted("a", "b", BY_STEP),
            none,
            ReleaseOutcome.ABORTED_BY_ANALYSIS),
        row(
            "a background analysis fails",
            underWay,
            aborted("a", "b", BY_BACKGROUND),
            none,
            ReleaseOutcome.ABORTED_BY_ANALYSIS),
        row(
            "the deadline is over",
            underWay,
            aborted("a", "b", BY_DEADLINE),
            none,
            ReleaseOutcome.ABORTED_BY_DEADLINE),
        row(
            "a person aborts",
            byPerson(underWay),
            aborted("a", "b", ABORTED),
            none,
            ReleaseOutcome.ABORTED_BY_USER),
        row(
            "an abort that was told before",
            aborted("a", "b", BY_STEP),
            aborted("a", "b", BY_STEP),
            none),
        row("the next revision", underWay, status("a", "c"), none, ReleaseOutcome.SUPERSEDED),
        row(
            "the next revision before the first is there",
            status("", "a"),
            status("", "c"),
            none,
            ReleaseOutcome.SUPERSEDED),
        row("the next after an abort", aborted("a", "b", BY_STEP), status("a", "c"), none),
        row("back to stable", underWay, status("a", "a"), none, ReleaseOutcome.ROLLED_BACK),
        row("back to stable after an abort", aborted("a", "b", ABORTED), status("a", "a"), none));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passes")
  void isToldOnceWithItsCause(
      String name,
      RolloutStatus before,
      RolloutStatus after,
      Optional<Completion> completion,
      List<ReleaseOutcome> outcomes) {
    assertThat(ReleaseEnd.of(before, decision(completion), after, NOW))
        .extracting(ReleaseEnd::outcome)
        .isEqualTo(outcomes);
  }

  @Test
  void theTimesAreThoseOfTheDuration() {
    RolloutStatus after =
        status("b", "b").toBuilder()
            .duration(new RolloutDuration(BEGAN, null, 100, NOW, "Promoted"))
            .build();
    Decision decision = decision(Optional.of(new Completion.AllSteps(1)));

    ReleaseEnd end = ReleaseEnd.of(status("a", "b"), decision, after, NOW).getFirst();

    assertThat(end.completion()).isEqualTo("Promoted");
    ReleaseEnd.Times times = end.times().orElseThrow();
    assertThat(times.whole()).isEqualTo(Duration.ofMinutes(10));
    assertThat(times.moving()).isEqualTo(Duration.ofSeconds(500));
    assertThat(times.heldByPeople()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void aSupersededReleaseHasTheTimesOfItsOwn() {
    RolloutStatus after =
        status("a", "c").toBuilder().duration(new RolloutDuration(NOW, null, 0, null, "")).build();

    ReleaseEnd end =
        ReleaseEnd.of(status("a", "b"), decision(Optional.empty()), after, NOW).getFirst();

    assertThat(end.completion()).isEqualTo("Superseded");
    assertThat(end.times().orElseThrow().whole()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aStatusWithoutADurationHasNoTimes() {
    RolloutStatus after = status("b", "b").toBuilder().duration(null).build();
    Decision decision = decision(Optional.of(new Completion.AllSteps(1)));

    assertThat(ReleaseEnd.of(status("a", "b"), decision, after, NOW))
        .singleElement()
        .satisfies(end -> assertThat(end.times()).isEmpty())
        .satisfies(end -> assertThat(end.completion()).isEqualTo("Unknown"));
  }
}
