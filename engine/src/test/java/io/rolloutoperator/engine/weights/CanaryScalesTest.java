package io.rolloutoperator.engine.weights;

import static io.rolloutoperator.engine.weights.Inputs.pause;
import static io.rolloutoperator.engine.weights.Inputs.scale;
import static io.rolloutoperator.engine.weights.Inputs.setWeight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rolloutoperator.engine.replicas.CanaryScale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanaryScalesTest {

  static Stream<Arguments> scales() {
    return Stream.of(
        arguments("before any step", update(0), match(0)),
        arguments("a number of pods", update(1), new CanaryScale.Pods(3)),
        arguments("stays in force", update(2), new CanaryScale.Pods(3)),
        arguments("a share of the pods", update(3), new CanaryScale.Weight(50)),
        arguments("the traffic's share again", update(4), match(20)),
        arguments("an empty scale says nothing", update(5), match(20)),
        arguments("no step left", update(6), match(100)),
        arguments("full promotion", update(1).promoteFull(), match(100)),
        arguments("no stable", update(1).stable(null), match(100)),
        arguments("canary is stable", update(1).canary("v1", 10), match(100)),
        arguments("aborted", afterAbort(AbortDelay.ABSENT), match(0)),
        arguments("aborted with a delay", afterAbort(AbortDelay.WRITTEN), match(0)),
        arguments("aborted without delay", afterAbort(AbortDelay.ZERO), new CanaryScale.Pods(3)),
        arguments(
            "aborted with dynamic scale, stable has one of four pods",
            new Inputs().replicas(4).weights(25, 75).dynamic().canary(3).stable(1).aborted(),
            match(25)),
        arguments(
            "aborted with dynamic scale, stable has all but the canary's last",
            new Inputs().replicas(4).weights(25, 75).dynamic().canary(1).stable(3).aborted(),
            match(0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scales")
  void findsTheScaleInForce(String about, Inputs inputs, CanaryScale expected) {
    assertThat(CanaryScales.of(inputs.build())).as(about).isEqualTo(expected);
  }

  private static Inputs update(int index) {
    return new Inputs()
        .steps(
            pause(),
            scale(null, 3, false),
            setWeight(20),
            scale(50, null, false),
            scale(null, null, true),
            scale(null, null, false))
        .index(index);
  }

  private static Inputs afterAbort(AbortDelay delay) {
    return new Inputs().steps(scale(null, 3, false), setWeight(20)).abortDelay(delay).aborted();
  }

  private static CanaryScale match(int weight) {
    return new CanaryScale.MatchTraffic(weight);
  }
}
