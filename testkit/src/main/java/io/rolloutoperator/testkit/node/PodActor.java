package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The life of one pod on its node, on a virtual thread: advance, report, wait. */
final class PodActor {
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final long LONGEST_WAIT_MILLIS = Duration.ofHours(1).toMillis();

  private final NodeContext context;
  private final String path;
  private final String uid;
  private final boolean quietRemoval;
  private final PodContainers containers;
  private final Semaphore signal = new Semaphore(0);
  private final Runnable ended;
  private volatile JsonNode latest;
  private volatile boolean gone;
  private ObjectNode written = Json.object();

  /**
   * Makes the actor; {@link #start} starts it.
   *
   * @param ended called when nothing of the pod is left on the node
   */
  PodActor(NodeContext context, JsonNode pod, Runnable ended) {
    this.context = context;
    this.latest = pod;
    this.ended = ended;
    JsonNode metadata = pod.path("metadata");
    this.uid = metadata.path("uid").asText();
    this.path =
        "/api/v1/namespaces/"
            + metadata.path("namespace").asText()
            + "/pods/"
            + metadata.path("name").asText();
    // a kubelet reports the end of every pod; of simulated services nobody looks at it
    this.quietRemoval =
        PodKind.of(pod) == PodKind.SIM
            && pod.path("spec").path("restartPolicy").asText("Always").equals("Always");
    this.containers = new PodContainers(context, pod, Instant.now(), this::wake);
  }

  void start() {
    Thread.ofVirtual().name("pod " + path).start(this::run);
  }

  /** A new version of the pod was seen. */
  void observe(JsonNode pod) {
    latest = pod;
    wake();
  }

  /** The pod's object is gone. */
  void vanished() {
    gone = true;
    wake();
  }

  void wake() {
    signal.release();
  }

  private void run() {
    try {
      while (!gone && !deleting()) {
        Instant next = step();
        await(next);
      }
      if (!gone) {
        remove();
      }
    } catch (InterruptedException | InterruptedIOException _) {
      Thread.currentThread().interrupt();
    } finally {
      containers.kill(Instant.now());
      containers.release();
      ended.run();
    }
  }

  private boolean deleting() {
    return latest.path("metadata").has("deletionTimestamp")
        && !context.partitioned().getAsBoolean();
  }

  private Instant step() throws InterruptedIOException {
    if (context.partitioned().getAsBoolean()) {
      return Instant.MAX;
    }
    Instant now = Instant.now();
    try {
      containers.observe(latest);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException _) {
      return now.plus(RETRY);
    }
    if (isTerminal(written.path("phase").asText())) {
      return Instant.MAX;
    }
    Instant next = containers.advance(now);
    return report(now) ? next : now.plus(RETRY);
  }

  private static boolean isTerminal(String phase) {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /** Returns whether the API server has the status now. */
  private boolean report(Instant now) throws InterruptedIOException {
    ObjectNode status = containers.status(now).json(written, now);
    if (status.equals(written)) {
      return true;
    }
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("uid", uid); // never another pod of the same name
    patch.set("status", status);
    if (isTerminal(status.path("phase").asText())) {
      containers.kill(now); // sidecars
    }
    try {
      int code = context.api().patch(path + "/status", Api.Patch.STRATEGIC, patch).status();
      if (code == 404 || code == 409) {
        gone = true;
      }
      if (code >= 300 && !gone) {
        return false;
      }
      written = status;
      return true;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException _) {
      return false;
    }
  }

  private void await(Instant next) throws InterruptedException {
    long millis =
        next.equals(Instant.MAX)
            ? LONGEST_WAIT_MILLIS
            : Math.clamp(
                Duration.between(Instant.now(), next).toMillis() + 1, 0, LONGEST_WAIT_MILLIS);
    boolean _ = signal.tryAcquire(millis, TimeUnit.MILLISECONDS);
    signal.drainPermits();
  }

  /** Ends the containers within the grace period, reports, and removes the pod's object. */
  private void remove() throws InterruptedException, InterruptedIOException {
    Instant deadline = Instant.now().plus(grace());
    containers.stopHooks(grace());
    containers.terminate(Instant.now());
    while (!gone && !containers.running().isEmpty() && Instant.now().isBefore(deadline)) {
      Instant next = containers.advance(Instant.now());
      if (!quietRemoval) {
        report(Instant.now());
      }
      if (!containers.running().isEmpty()) {
        await(next.isBefore(deadline) ? next : deadline);
      }
    }
    containers.kill(Instant.now());
    while (!gone && !quietRemoval && !report(Instant.now())) {
      await(Instant.now().plus(RETRY));
    }
    while (!gone && !(mayVanish() && delete())) {
      await(Instant.now().plus(RETRY));
    }
  }

  private Duration grace() {
    return Duration.ofSeconds(latest.path("metadata").path("deletionGracePeriodSeconds").asLong(0));
  }

  private boolean mayVanish() {
    return !context.partitioned().getAsBoolean()
        && !latest
            .path("metadata")
            .path("annotations")
            .path(PodAnnotations.HANG_TERMINATING)
            .asText()
            .equals("true");
  }

  /**
   * Whether the object is gone, or another one has its name. "Not found" is no proof: admission
   * says so too, of a pod that its own cache does not show yet. The watch tells of the end.
   */
  private boolean delete() throws InterruptedIOException {
    ObjectNode options = Json.object().put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.put("gracePeriodSeconds", 0).putObject("preconditions").put("uid", uid);
    try {
      Api.Response response = context.api().delete(path, options);
      return response.ok() || response.status() == HttpURLConnection.HTTP_CONFLICT;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException _) {
      return false;
    }
  }
}
