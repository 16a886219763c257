package io.rolloutoperator.kubectl.forecast;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an update would do.
 *
 * @param subject the Rollout, and what changes about it
 * @param steps those that are still to come, in order, and the promotion as the last one
 * @param peak most pods that are wanted at the same time, without those that are being removed
 * @param refused why the controller refuses the spec, in its words
 * @param doubtful fields that it accepts and that hardly mean what they say
 */
public record Forecast(
    Subject subject,
    List<StepForecast> steps,
    int peak,
    Ending ending,
    List<String> refused,
    List<String> doubtful) {

  /**
   * What is updated.
   *
   * @param replicas pods that the spec wants
   * @param strategy in words
   * @param changes of the whole spec, by path
   */
  public record Subject(
      String namespace,
      String name,
      int replicas,
      String strategy,
      Optional<String> background,
      Revision revision,
      List<Change> changes) {

    public Subject {
      changes = List.copyOf(changes);
    }
  }

  public Forecast {
    steps = List.copyOf(steps);
    refused = List.copyOf(refused);
    doubtful = List.copyOf(doubtful);
  }

  /** Pods beyond those that the spec wants, at the peak. */
  public int extra() {
    return Math.max(0, peak - subject.replicas());
  }

  /** The shortest time until the new revision is stable. */
  public Duration shortest() {
    return waits().map(Wait::shortest).reduce(Duration.ZERO, Duration::plus);
  }

  /** The longest one; empty if something may take any time. */
  public Optional<Duration> longest() {
    return waits()
        .map(Wait::longest)
        .reduce(
            Optional.of(Duration.ZERO), (sum, each) -> sum.flatMap(known -> each.map(known::plus)));
  }

  /** Steps that somebody must end. */
  public List<StepForecast> forPersons() {
    return steps.stream()
        .filter(step -> step.waits().stream().anyMatch(Wait.Person.class::isInstance))
        .toList();
  }

  private Stream<Wait> waits() {
    return steps.stream().flatMap(step -> step.waits().stream());
  }
}
