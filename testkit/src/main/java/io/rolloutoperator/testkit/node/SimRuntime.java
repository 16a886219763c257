package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Containers that only exist in reports. */
final class SimRuntime implements ContainerRuntime {
  private static final int KILLED = 137;

  private final SimRules rules;

  SimRuntime(SimRules rules) {
    this.rules = rules;
  }

  @Override
  public RunningContainer start(Launch launch) {
    return new Simulated(launch, rules);
  }

  @Override
  public boolean probed() {
    return false;
  }

  private static final class Simulated implements RunningContainer {
    private final Launch launch;
    private final SimRules rules;
    private final String image;
    private volatile @Nullable Instant terminatedAt;
    private volatile boolean killed;

    Simulated(Launch launch, SimRules rules) {
      this.launch = launch;
      this.rules = rules;
      this.image = launch.container().path("image").asText();
    }

    @Override
    public String id() {
      return "sim://"
          + launch.pod().path("metadata").path("uid").asText()
          + "/"
          + launch.container().path("name").asText()
          + "/"
          + launch.now().toEpochMilli();
    }

    @Override
    public OptionalInt exitCode(Instant now) {
      Optional<Integer> told = rules.exitCode(launch.pod(), image);
      Instant asked = terminatedAt;
      if (killed) {
        return OptionalInt.of(KILLED);
      }
      if (told.isPresent()) {
        return OptionalInt.of(told.get());
      }
      if (asked != null && !now.isBefore(asked.plus(duration(PodAnnotations.TERMINATION_DELAY)))) {
        return OptionalInt.of(0);
      }
      return now.isBefore(exitsAt())
          ? OptionalInt.empty()
          : OptionalInt.of(annotation(PodAnnotations.EXIT_CODE).map(Integer::parseInt).orElse(0));
    }

    /** A container of a Job does its work and exits; one of a service only if told to. */
    private Instant exitsAt() {
      boolean exits =
          !launch.pod().path("spec").path("restartPolicy").asText("Always").equals("Always")
              || annotation(PodAnnotations.RUN_FOR).isPresent();
      return exits ? launch.now().plus(duration(PodAnnotations.RUN_FOR)) : Instant.MAX;
    }

    @Override
    public boolean ready(Instant now) {
      return rules
          .ready(launch.pod(), image)
          .orElseGet(
              () ->
                  annotation(PodAnnotations.READY).map(Boolean::parseBoolean).orElse(true)
                      && !now.isBefore(readyAt()));
    }

    private Instant readyAt() {
      Duration probe =
          Duration.ofSeconds(
              launch.container().path("readinessProbe").path("initialDelaySeconds").asLong(0));
      return launch
          .now()
          .plus(
              rules
                  .readyDelay(launch.pod(), image)
                  .orElseGet(
                      () ->
                          annotation(PodAnnotations.READY_DELAY)
                              .map(Durations::parse)
                              .orElse(probe)));
    }

    @Override
    public Instant changesAt(Instant now) {
      Instant earliest = Instant.MAX;
      Instant asked = terminatedAt;
      List<Instant> candidates =
          List.of(
              readyAt(),
              exitsAt(),
              asked == null ? Instant.MAX : asked.plus(duration(PodAnnotations.TERMINATION_DELAY)));
      for (Instant candidate : candidates) {
        if (candidate.isAfter(now) && candidate.isBefore(earliest)) {
          earliest = candidate;
        }
      }
      return earliest;
    }

    @Override
    public void terminate(Instant now) {
      if (terminatedAt == null) {
        terminatedAt = now;
      }
    }

    @Override
    public void kill() {
      killed = true;
    }

    @Override
    public boolean exec(List<String> command, Duration timeout) {
      return true;
    }

    private Duration duration(String name) {
      return annotation(name).map(Durations::parse).orElse(Duration.ZERO);
    }

    private Optional<String> annotation(String name) {
      JsonNode value = launch.pod().path("metadata").path("annotations").path(name);
      return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
  }
}
