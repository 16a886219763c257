package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuringRolloutTest {

  private static final ObjectId ROLLOUT = new ObjectId("argoproj.io", "Rollout", "shop", "my-app");

  private static Fixture of(String spec, String status) {
    ObjectNode rollout =
        yaml(
            """
            {apiVersion: argoproj.io/v1alpha1, kind: Rollout,
             metadata: {name: my-app, namespace: shop}, spec: {%s}, status: {stableRS: one, %s}}
            """
                .formatted(spec, status));
    Fixture fixture = new Fixture().liveObject(rollout);
    fixture.manifests = Fixture.manifests(rollout.toString());
    fixture.begun = Fixture.recorded(Fixture.revision('b'));
    fixture.lastApplied = fixture.begun;
    fixture.duringRollout = RolloutPolicies.DuringRollout.QUEUE;
    fixture.templates.put(ROLLOUT, new TemplateFacts("three", "two", true, Optional.empty()));
    return fixture;
  }

  private static boolean waits(Fixture fixture) {
    return DuringRollout.decide(fixture.snapshot()) instanceof DuringRollout.Decision.Wait;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy | '' | phase: Healthy | false",
        "degraded | '' | phase: Degraded | false",
        "progressing | '' | phase: Progressing | true",
        "not observed yet | '' | '' | true",
        "pause with an end | strategy: {canary: {steps: [{pause: {duration: 5m}}]}} | phase: Paused, currentStepIndex: 0, pauseConditions: [{reason: CanaryPauseStep}] | true",
        "pause without end | strategy: {canary: {steps: [{setWeight: 1}, {pause: {}}]}} | phase: Paused, currentStepIndex: 1, pauseConditions: [{reason: CanaryPauseStep}] | false",
        "blue-green without end | strategy: {blueGreen: {}} | phase: Paused, pauseConditions: [{reason: BlueGreenPause}] | false",
        "blue-green with an end | strategy: {blueGreen: {autoPromotionSeconds: 5}} | phase: Paused, pauseConditions: [{reason: BlueGreenPause}] | true",
        "inconclusive | '' | phase: Paused, pauseConditions: [{reason: InconclusiveAnalysisRun}] | false",
        "paused by a person | paused: true | phase: Paused | false"
      })
  void aQueuedCommitWaitsForTheEnd(String name, String spec, String status, boolean waits) {
    assertThat(waits(of(spec, status))).isEqualTo(waits);
  }

  @Test
  void goingBackToTheStableTemplateNeverWaits() {
    Fixture fixture = of("", "phase: Progressing");
    fixture.templates.put(ROLLOUT, new TemplateFacts("one", "two", true, Optional.empty()));

    assertThat(waits(fixture)).isFalse();
  }

  /** Let through was commit {@code begun}, with a rendering of its own or the one of now. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "its own rollout,                    c, now,     two,   false",
    "its own rollout with another one,   c, now,     three, true",
    "before digests were recorded,       c, '',      two,   false",
    "another spec of the same commit,    c, another, two,   true",
    "another commit of other objects,    b, another, two,   true",
    "another commit of the same objects, b, now,     two,   false",
    "another commit before digests,      b, '',      two,   true"
  })
  void whatWasLetThroughDoesNotWaitForItsOwnRollout(
      String name, char begun, String digest, String desiredHash, boolean waits) {
    Fixture fixture = of("", "phase: Progressing");
    fixture.begun =
        Optional.of(
            new DesiredState(
                Fixture.revision(begun), digest.equals("now") ? fixture.state().digest() : digest));
    fixture.templates.put(ROLLOUT, new TemplateFacts(desiredHash, "two", true, Optional.empty()));

    assertThat(waits(fixture)).isEqualTo(waits);
  }

  @ParameterizedTest
  @CsvSource({
    "now,     ''",
    "'',      ''",
    "another, main@ccccccc with another spec waits for Rollout shop/my-app to end"
  })
  void aStateThatWasAppliedWholeIsNoNews(String digest, String message) {
    Fixture fixture = of("", "phase: Progressing");
    fixture.lastApplied =
        Optional.of(
            new DesiredState(
                Fixture.COMMIT, digest.equals("now") ? fixture.state().digest() : digest));
    fixture.begun = fixture.lastApplied;

    assertThat(
            DuringRollout.decide(fixture.snapshot())
                    instanceof DuringRollout.Decision.Wait(String why)
                ? why
                : "")
        .isEqualTo(message);
  }

  /** Another spec was let through since, whose rollout it meets, or still its own. */
  @ParameterizedTest
  @CsvSource({"two, false", "three, true"})
  void whatWasAppliedWholeBeforeAnotherSpecWasBegunWaitsForTheRolloutOfThatOne(
      String desiredHash, boolean waits) {
    Fixture fixture = of("", "phase: Progressing");
    fixture.lastApplied = Optional.of(fixture.state());
    fixture.begun = Optional.of(new DesiredState(Fixture.COMMIT, "another"));
    fixture.templates.put(ROLLOUT, new TemplateFacts(desiredHash, "two", true, Optional.empty()));

    assertThat(waits(fixture)).isEqualTo(waits);
  }

  @ParameterizedTest
  @CsvSource({"SUPERSEDE, Proceed", "QUEUE, Wait", "ONLY_NON_WORKLOAD, HoldTemplates"})
  void thePolicyDecides(RolloutPolicies.DuringRollout policy, String decision) {
    Fixture fixture = of("", "phase: Progressing");
    fixture.duringRollout = policy;

    assertThat(DuringRollout.decide(fixture.snapshot()).getClass().getSimpleName())
        .isEqualTo(decision);
  }
}
