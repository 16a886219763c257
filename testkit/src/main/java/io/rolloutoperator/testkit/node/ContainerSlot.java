package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.node.ContainerState.Running;
import io.rolloutoperator.testkit.node.ContainerState.Terminated;
import io.rolloutoperator.testkit.node.ContainerState.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One container of one pod: from the pull of its image over starts, probes and restarts to its end.
 * Confined to the pod's thread.
 */
final class ContainerSlot {
  private static final int CANNOT_START = 128;
  private static final int KILLED = 137;

  private final JsonNode spec;
  private final RestartPolicy policy;
  private final boolean sidecar;
  private final PodContainers pod;

  private ContainerState state;
  private @Nullable ContainerState lastState;
  private @Nullable RunningContainer running;
  private @Nullable ContainerProbes probes;
  private String id = "";
  private int restarts;
  private Instant tryAt = Instant.MIN;
  private Duration backoff = Duration.ZERO;

  /** When an ended container starts again. */
  enum RestartPolicy {
    /** Whatever its exit code was. */
    ALWAYS,
    /** When it was not 0. */
    ON_FAILURE,
    /** Not at all. */
    NEVER;

    static RestartPolicy of(String text) {
      return switch (text) {
        case "Never" -> NEVER;
        case "OnFailure" -> ON_FAILURE;
        default -> ALWAYS;
      };
    }

    private boolean restarts(int exitCode) {
      return switch (this) {
        case ALWAYS -> true;
        case ON_FAILURE -> exitCode != 0;
        case NEVER -> false;
      };
    }
  }

  ContainerSlot(JsonNode spec, RestartPolicy policy, boolean sidecar, PodContainers pod) {
    this.spec = spec;
    this.policy = policy;
    this.sidecar = sidecar;
    this.pod = pod;
    this.state = new Waiting(pod.firstReason(), "");
  }

  /**
   * Does what is due.
   *
   * @return when something may be due again without a signal
   */
  Instant advance(Instant now) {
    return switch (state) {
      case Waiting _ -> now.isBefore(tryAt) ? tryAt : start(now);
      case Running(Instant startedAt) -> watch(startedAt, now);
      case Terminated _ -> Instant.MAX;
    };
  }

  private Instant start(Instant now) {
    String image = image();
    if (!pod.context().rules().pullable(pod.latest(), image)) {
      return pullFailed(image, now);
    }
    try {
      RunningContainer started = pod.launch(spec, now);
      if (lastState != null) {
        restarts++;
      }
      running = started;
      id = started.id();
      state = new Running(now);
      if (pod.runtime().probed()) {
        probes = new ContainerProbes(spec, pod.address(), started, pod::wake);
      }
      pod.postStart(spec, started);
      return watch(now, now);
    } catch (PodContainers.ConfigException e) {
      return retry("CreateContainerConfigError", String.valueOf(e.getMessage()), now);
    } catch (IOException e) {
      return ended(
          new Terminated(CANNOT_START, "StartError", String.valueOf(e.getMessage()), now, now, id),
          now);
    }
  }

  private Instant pullFailed(String image, Instant now) {
    boolean again = state instanceof Waiting waiting && waiting.reason().equals("ErrImagePull");
    String problem = "failed to pull and unpack image \"" + image + "\": not found";
    pod.context()
        .events()
        .warn(pod.latest(), "Failed", "Failed to pull image \"" + image + "\": " + problem);
    return again
        ? retry(
            "ImagePullBackOff",
            "Back-off pulling image \"" + image + "\": ErrImagePull: " + problem,
            now)
        : retry("ErrImagePull", problem, now);
  }

  private Instant retry(String reason, String message, Instant now) {
    state = new Waiting(reason, message);
    tryAt = now.plus(pod.context().settings().pullBackoff());
    return tryAt;
  }

  private Instant watch(Instant startedAt, Instant now) {
    RunningContainer container = started();
    OptionalInt exit = container.exitCode(now);
    if (exit.isPresent()) {
      return ended(Terminated.exited(exit.getAsInt(), startedAt, now, id), now);
    }
    ContainerProbes checks = probes;
    if (checks != null) {
      checks.begin();
      if (checks.unready() && !isBeingDeleted()) {
        warn("Unhealthy", "Readiness probe failed");
      }
      if (checks.failed()) {
        warn("Unhealthy", checks.started() ? "Liveness probe failed" : "Startup probe failed");
        container.kill();
        return ended(Terminated.exited(KILLED, startedAt, now, id), now);
      }
    }
    return container.changesAt(now);
  }

  /**
   * A kubelet tells of failed probes then, too: a server is gone a moment before its process. By
   * chance, so that a test which looks for warnings would fail by chance.
   */
  private boolean isBeingDeleted() {
    return pod.latest().path("metadata").has("deletionTimestamp");
  }

  private void warn(String reason, String message) {
    pod.context().events().warn(pod.latest(), reason, message + ": container " + name());
  }

  /** The first restart is at once; each later one waits twice as long as the one before. */
  private Instant ended(Terminated end, Instant now) {
    closeProbes();
    running = null;
    state = end;
    if (pod.over() || !policy.restarts(end.exitCode())) {
      return Instant.MAX;
    }
    lastState = end;
    tryAt = now.plus(backoff);
    if (!backoff.isZero()) {
      String message =
          "back-off " + backoff.toSeconds() + "s restarting failed container=" + name();
      state = new Waiting("CrashLoopBackOff", message);
      pod.context()
          .events()
          .warn(pod.latest(), "BackOff", "Back-off restarting failed container " + name());
    } else {
      state = new Waiting("ContainerCreating", "");
    }
    AgentSettings settings = pod.context().settings();
    Duration doubled = backoff.isZero() ? settings.restartBackoff() : backoff.multipliedBy(2);
    Duration limit = settings.restartBackoffLimit();
    backoff = doubled.compareTo(limit) > 0 ? limit : doubled;
    return tryAt;
  }

  private RunningContainer started() {
    RunningContainer container = running;
    if (container == null) {
      throw new IllegalStateException("container " + name() + " is not running");
    }
    return container;
  }

  boolean isRunning() {
    return running != null;
  }

  /** Runs the hook before the end, if there is one and the container runs. */
  void preStop(Duration atMost) throws InterruptedException {
    JsonNode hook = spec.path("lifecycle").path("preStop");
    RunningContainer container = running;
    if (!hook.isMissingNode() && container != null && pod.runtime().probed()) {
      new Probe(hook, spec, pod.address()).run(container, atMost);
    }
  }

  void terminate(Instant now) {
    RunningContainer container = running;
    if (container != null) {
      container.terminate(now);
    }
  }

  void kill(Instant now) {
    RunningContainer container = running;
    if (container != null && state instanceof Running(Instant startedAt)) {
      container.kill();
      ended(Terminated.exited(KILLED, startedAt, now, id), now);
    }
  }

  private void closeProbes() {
    ContainerProbes checks = probes;
    if (checks != null) {
      checks.close();
      probes = null;
    }
  }

  String name() {
    return spec.path("name").asText();
  }

  private String image() {
    return spec.path("image").asText();
  }

  ContainerView view(Instant now) {
    RunningContainer container = running;
    ContainerProbes checks = probes;
    boolean started = container != null && (checks == null || checks.started());
    boolean ready = container != null && container.ready(now) && (checks == null || checks.ready());
    return new ContainerView(
        name(), image(), id, state, lastState, ready, started, restarts, sidecar);
  }
}
