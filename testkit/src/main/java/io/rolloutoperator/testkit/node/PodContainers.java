package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The containers of one pod and what they share: address, volumes, runtime. */
final class PodContainers {
  private static final Duration HOOK_LIMIT = Duration.ofSeconds(30);

  private final NodeContext context;
  private final Runnable wake;
  private final ContainerRuntime runtime;
  private final String address;
  private final PodVolumes volumes;
  private final PodSources sources;
  private final Path directory;
  private final List<ContainerSlot> init = new ArrayList<>();
  private final List<ContainerSlot> main = new ArrayList<>();
  private final Instant startedAt;
  private volatile JsonNode latest;
  private volatile boolean over;

  PodContainers(NodeContext context, JsonNode pod, Instant now, Runnable wake) {
    this.context = context;
    this.latest = pod;
    this.wake = wake;
    this.startedAt = now;
    JsonNode metadata = pod.path("metadata");
    this.runtime =
        java.util.Objects.requireNonNull(context.runtimes().get(PodKind.of(pod)), "runtime");
    this.address = context.addresses().take();
    this.directory = context.directory().resolve("pods").resolve(metadata.path("uid").asText());
    this.sources = new PodSources(context.api(), metadata.path("namespace").asText());
    this.volumes = new PodVolumes(directory, sources, address);
    addSlots(pod.path("spec"));
  }

  private void addSlots(JsonNode spec) {
    String policy = spec.path("restartPolicy").asText("Always");
    ContainerSlot.RestartPolicy mainPolicy = ContainerSlot.RestartPolicy.of(policy);
    for (JsonNode container : spec.path("initContainers")) {
      boolean sidecar = container.path("restartPolicy").asText().equals("Always");
      ContainerSlot.RestartPolicy own =
          sidecar
              ? ContainerSlot.RestartPolicy.ALWAYS
              : mainPolicy == ContainerSlot.RestartPolicy.NEVER
                  ? ContainerSlot.RestartPolicy.NEVER
                  : ContainerSlot.RestartPolicy.ON_FAILURE;
      init.add(new ContainerSlot(container, own, sidecar, this));
    }
    for (JsonNode container : spec.path("containers")) {
      main.add(new ContainerSlot(container, mainPolicy, false, this));
    }
  }

  /** A ConfigMap, a Secret or a key of one is missing; it may come. */
  static final class ConfigException extends IOException {
    private static final long serialVersionUID = 1;

    ConfigException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Does what is due; init containers one after another, then the others together. */
  Instant advance(Instant now) {
    Instant next = Instant.MAX;
    for (ContainerSlot slot : init) {
      next = earlier(next, slot.advance(now));
      if (!slot.view(now).initialized()) {
        return next;
      }
    }
    for (ContainerSlot slot : main) {
      next = earlier(next, slot.advance(now));
    }
    return next;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  RunningContainer launch(JsonNode container, Instant now) throws IOException {
    Path root = directory.resolve("roots").resolve(container.path("name").asText());
    Map<String, String> environment = Map.of();
    if (runtime.probed()) {
      try {
        environment = new PodEnvironment(latest, address, sources).of(container);
        volumes.write(latest);
        volumes.mount(container, root);
      } catch (IOException e) {
        throw new ConfigException(e);
      }
    }
    return runtime.start(
        new ContainerRuntime.Launch(
            latest, container, address, environment, root, log(container), now, wake));
  }

  private Path log(JsonNode container) {
    JsonNode metadata = latest.path("metadata");
    return context
        .directory()
        .resolve("logs")
        .resolve(metadata.path("namespace").asText())
        .resolve(metadata.path("name").asText() + "." + container.path("name").asText() + ".log");
  }

  void postStart(JsonNode container, RunningContainer running) {
    JsonNode hook = container.path("lifecycle").path("postStart");
    if (hook.isMissingNode() || !runtime.probed()) {
      return;
    }
    try {
      new Probe(hook, container, address).run(running, HOOK_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes note of a new version of the pod and shows its labels to those who mounted them. */
  void observe(JsonNode pod) throws IOException {
    boolean relabelled =
        !pod.path("metadata").path("labels").equals(latest.path("metadata").path("labels"))
            || !pod.path("metadata")
                .path("annotations")
                .equals(latest.path("metadata").path("annotations"));
    latest = pod;
    if (relabelled && runtime.probed() && PodVolumes.showLabels(pod)) {
      volumes.write(pod);
    }
  }

  /** Ends all containers: hooks, SIGTERM; who still runs at the deadline is killed. */
  void stopHooks(Duration grace) throws InterruptedException {
    over = true;
    List<Thread> hooks = new ArrayList<>();
    for (ContainerSlot slot : running()) {
      hooks.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      slot.preStop(grace);
                    } catch (InterruptedException _) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    Instant deadline = Instant.now().plus(grace);
    for (Thread hook : hooks) {
      hook.join(
          Duration.ofMillis(Math.max(1, Duration.between(Instant.now(), deadline).toMillis())));
    }
  }

  void terminate(Instant now) {
    over = true;
    running().forEach(slot -> slot.terminate(now));
  }

  void kill(Instant now) {
    over = true;
    running().forEach(slot -> slot.kill(now));
  }

  List<ContainerSlot> running() {
    List<ContainerSlot> running = new ArrayList<>(main);
    running.addAll(init);
    running.removeIf(slot -> !slot.isRunning());
    return running;
  }

  PodStatus status(Instant now) {
    return new PodStatus(
        latest,
        init.stream().map(slot -> slot.view(now)).toList(),
        main.stream().map(slot -> slot.view(now)).toList(),
        address,
        startedAt,
        over);
  }

  /** Gives back the address and removes the volumes. */
  void release() {
    context.addresses().release(address);
    if (Files.exists(directory)) {
      Folders.delete(directory);
    }
  }

  String firstReason() {
    return latest.path("spec").path("initContainers").isEmpty()
        ? "ContainerCreating"
        : "PodInitializing";
  }

  void wake() {
    wake.run();
  }

  NodeContext context() {
    return context;
  }

  ContainerRuntime runtime() {
    return runtime;
  }

  String address() {
    return address;
  }

  JsonNode latest() {
    return latest;
  }

  boolean over() {
    return over;
  }
}
