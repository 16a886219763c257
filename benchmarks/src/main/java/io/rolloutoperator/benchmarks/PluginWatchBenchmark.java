package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code get rollout -w} of 500 pods costs in a terminal, by the processor time of its process
 * in windows of a fixed length: at rest, and while pods change all the time. The pods are young, so
 * that all their ages change every second, which is the dearest rest there is.
 */
final class PluginWatchBenchmark implements Benchmark {
  private static final int PODS = 500;
  private static final String NAME = "many";
  private static final Duration SETTLE = Duration.ofSeconds(15);
  private static final Duration WINDOW = Duration.ofSeconds(20);
  private static final int WINDOWS = 5;
  private static final int CHANGES_PER_SECOND = 20;

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    world.launch().awaitWorking();
    world.apply(Manifests.rollout(NAME, PODS, List.of("{setWeight: 50}", "{pause: {}}")));
    try (Tracker rollouts = world.trackRollouts()) {
      rollouts.await(NAME, "healthy", States::healthy);
    }
    Path folder = world.folder();
    try (TerminalRun watch =
        TerminalRun.start(command(world), environment(world, folder), folder)) {
      Thread.sleep(SETTLE);
      report.line("%d bytes written to the terminal until then".formatted(watch.written()));
      List<Double> rest = new ArrayList<>();
      for (int i = 0; i < WINDOWS; i++) {
        rest.add(watch.share(WINDOW));
      }
      report.figure(new Distribution("at rest: processor time", "% of a core", rest), "at most 2");
      report.figure(changing(world, watch), "none");
      report.line("%d bytes written to the terminal in all".formatted(watch.written()));
    }
  }

  private static List<String> command(World world) {
    String launcher = world.root().resolve("bin/kubectl-rollouts").toString();
    return List.of(launcher, "get", "rollout", NAME, "-w", "-n", World.NAMESPACE);
  }

  private static Map<String, String> environment(World world, Path caches) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBECONFIG", world.adminKubeconfig().toString());
    environment.put("XDG_CACHE_HOME", caches.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("TERM", "xterm");
    return environment;
  }

  /** An annotation of one pod after the other: each is an event of a watch and a redraw. */
  private static Distribution changing(World world, TerminalRun watch)
      throws IOException, InterruptedException {
    List<String> paths =
        world.list("/api/v1/namespaces/" + World.NAMESPACE + "/pods").stream()
            .map(pod -> pod.at("/metadata/name").asText())
            .map(name -> "/api/v1/namespaces/" + World.NAMESPACE + "/pods/" + name)
            .toList();
    Thread changes = Thread.ofPlatform().daemon().name("changes").start(() -> change(world, paths));
    try {
      List<Double> shares = new ArrayList<>();
      for (int i = 0; i < WINDOWS; i++) {
        shares.add(watch.share(WINDOW));
      }
      return new Distribution(
          "%d pods change a second: processor time".formatted(CHANGES_PER_SECOND),
          "% of a core",
          shares);
    } finally {
      changes.interrupt();
      changes.join();
    }
  }

  private static void change(World world, List<String> paths) {
    try {
      for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
        world.send(
            paths.get(i % paths.size()), "{metadata: {annotations: {seen: \"%d\"}}}".formatted(i));
        Thread.sleep(1_000 / CHANGES_PER_SECOND);
      }
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        throw new java.io.UncheckedIOException(e);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
