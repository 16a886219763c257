package io.rolloutoperator.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The writes of whole updates, in their order. */
class BasicCanarySequenceTest {

  /** Recorded from the reference implementation: each line is one write of a ReplicaSet. */
  static Stream<Arguments> recordedSequences() {
    return Stream.of(
        recorded(
            "weight, pause, promotion",
            RollingSimulation.start(4).newRevision().weight(50).settle().weight(100).settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=2, R1=2 R2=2, R1=1 R2=2, R1=1 R2=4, R1=0 R2=4"),
        recorded(
            "no steps",
            RollingSimulation.start(4).newRevision().weight(100).settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=2, R1=2 R2=2, R1=2 R2=3, R1=1 R2=3, R1=1 R2=4, R1=0 R2=4"),
        recorded(
            "abort, retry, promotion",
            RollingSimulation.start(4)
                .newRevision()
                .weight(25)
                .settle()
                .weight(50)
                .settle()
                .weight(0)
                .settle()
                .weight(25)
                .settle()
                .weight(100)
                .settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=1, R1=2 R2=1, R1=2 R2=2, R1=3 R2=2, R1=3 R2=1, R1=4 R2=1, R1=4 R2=0, R1=3 R2=0,"
                + " R1=3 R2=1, R1=2 R2=1, R1=2 R2=3, R1=1 R2=3, R1=1 R2=4, R1=0 R2=4"),
        recorded(
            "one replica",
            RollingSimulation.start(1)
                .newRevision()
                .weight(10)
                .settle()
                .weight(51)
                .settle()
                .weight(100)
                .settle(),
            "R1=1 R2=0, R1=1 R2=1, R1=0 R2=1"),
        recorded(
            "three replicas",
            RollingSimulation.start(3)
                .newRevision()
                .weight(10)
                .settle()
                .weight(35)
                .settle()
                .weight(67)
                .settle()
                .weight(90)
                .settle()
                .weight(100)
                .settle(),
            "R1=3 R2=0, R1=3 R2=1, R1=2 R2=1, R1=2 R2=2, R1=1 R2=2, R1=1 R2=3, R1=0 R2=3"),
        recorded(
            "both limits rounded to 0",
            new RollingSimulation(2, pods(0), percent(10))
                .newRevision()
                .weight(50)
                .settle()
                .weight(100)
                .settle(),
            "R1=2 R2=0, R1=1 R2=0, R1=1 R2=1, R1=0 R2=1, R1=0 R2=2"),
        recorded(
            "surge 0",
            new RollingSimulation(5, pods(0), pods(1))
                .newRevision()
                .weight(40)
                .settle()
                .weight(100)
                .settle(),
            "R1=5 R2=0, R1=4 R2=0, R1=4 R2=1, R1=3 R2=1, R1=3 R2=2, R1=2 R2=2, R1=2 R2=3, R1=1 R2=3, R1=1 R2=4, R1=0 R2=4,"
                + " R1=0 R2=5"),
        recorded(
            "unavailable 0",
            new RollingSimulation(5, pods(1), pods(0))
                .newRevision()
                .weight(20)
                .settle()
                .weight(60)
                .settle()
                .weight(100)
                .settle(),
            "R1=5 R2=0, R1=5 R2=1, R1=4 R2=1, R1=4 R2=2, R1=3 R2=2, R1=3 R2=3, R1=2 R2=3, R1=2 R2=4, R1=1 R2=4, R1=1 R2=5,"
                + " R1=0 R2=5"),
        recorded(
            "scaled up and down at a pause",
            RollingSimulation.start(4)
                .newRevision()
                .weight(50)
                .settle()
                .replicas(6)
                .settle()
                .replicas(2)
                .settle()
                .weight(100)
                .settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=2, R1=2 R2=2, R1=3 R2=2, R1=3 R2=3, R1=2 R2=3, R1=2 R2=1, R1=1 R2=1, R1=1 R2=2,"
                + " R1=0 R2=2"),
        recorded(
            "scaled to one at a pause",
            RollingSimulation.start(3).newRevision().weight(50).settle().replicas(1).settle(),
            "R1=3 R2=0, R1=3 R2=1, R1=2 R2=1, R1=2 R2=2, R1=1 R2=2, R1=1 R2=1"),
        recorded(
            "no replicas, then two",
            RollingSimulation.start(0).newRevision().weight(50).settle().replicas(2).settle(),
            "R1=0 R2=0, R1=1 R2=0, R1=1 R2=1"),
        recorded(
            "a third revision, then all to it",
            RollingSimulation.start(4)
                .newRevision()
                .weight(25)
                .settle()
                .weight(75)
                .settle()
                .newRevision()
                .weight(25)
                .settle()
                .weight(100)
                .settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=1, R1=2 R2=1, R1=2 R2=3, R1=1 R2=3, R1=1 R2=3 R3=0, R1=2 R2=3 R3=0,"
                + " R1=2 R2=2 R3=0, R1=3 R2=2 R3=0, R1=3 R2=1 R3=0, R1=3 R2=1 R3=1, R1=3 R2=0 R3=1, R1=2 R2=0 R3=1,"
                + " R1=2 R2=0 R3=3, R1=1 R2=0 R3=3, R1=1 R2=0 R3=4, R1=0 R2=0 R3=4"),
        recorded(
            "a revision whose pods never start gives way",
            badSecondRevision().newRevision().settle().weight(100).settle(),
            "R1=2 R2=0, R1=2 R2=1, R1=2 R2=1 R3=0, R1=2 R2=0 R3=0, R1=2 R2=0 R3=1, R1=1 R2=0 R3=1, R1=1 R2=0 R3=2,"
                + " R1=0 R2=0 R3=2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordedSequences")
  void writesTheRecordedSequence(String about, RollingSimulation simulation, String expected) {
    assertThat(simulation.log()).as(about).containsExactly(expected.split(", "));
  }

  private static RollingSimulation badSecondRevision() {
    RollingSimulation simulation = RollingSimulation.start(2).newRevision().weight(50);
    simulation.pass();
    return simulation;
  }

  private static RollingLimit pods(int pods) {
    return new RollingLimit.Pods(pods);
  }

  private static RollingLimit percent(int percent) {
    return new RollingLimit.Percent(percent);
  }

  private static Arguments recorded(String about, RollingSimulation simulation, String sequence) {
    return arguments(about, simulation, sequence);
  }
}
