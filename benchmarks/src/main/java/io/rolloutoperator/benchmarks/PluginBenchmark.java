package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One GET over TLS by the plugin's launcher and by kubectl, in turns: process start to process end.
 */
final class PluginBenchmark implements Benchmark {
  private static final int SAMPLES = 30;
  private static final String NAME = "web";
  private static final Duration CACHE_WITHIN = Duration.ofSeconds(60);

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    world.apply(Manifests.rollout(NAME, 2, List.of("{setWeight: 50}", "{pause: {}}")));
    Path caches = world.folder();
    Map<String, String> environment =
        Map.of(
            "KUBECONFIG", world.adminKubeconfig().toString(),
            "XDG_CACHE_HOME", caches.toString(),
            "JAVA_HOME", System.getProperty("java.home"));
    List<String> plugin =
        List.of(
            world.root().resolve("bin/kubectl-rollouts").toString(),
            "get",
            "rollout",
            NAME,
            "-n",
            World.NAMESPACE,
            "-o",
            "name");
    List<String> kubectl = new ArrayList<>(world.kubectl());
    kubectl.addAll(List.of("get", "--raw", world.rolloutPath(NAME)));
    warm(plugin, kubectl, environment, caches);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      ours.add(millis(plugin, environment));
      theirs.add(millis(kubectl, environment));
    }
    Distribution own = new Distribution("kubectl-rollouts: one GET over TLS", "ms", ours);
    Distribution other = new Distribution("kubectl get --raw: the same GET", "ms", theirs);
    report.figure(own, "at most 200");
    report.figure(other, "(to compare)");
    report.line(
        "ratio of the medians %.1f, goal at most 4"
            .formatted(own.quantile(0.5) / other.quantile(0.5)));
  }

  /** The first run of each reads files from the disk; the plugin's also makes its cache. */
  private static void warm(
      List<String> plugin, List<String> kubectl, Map<String, String> environment, Path caches)
      throws IOException, InterruptedException {
    millis(kubectl, environment);
    millis(plugin, environment);
    long end = System.nanoTime() + CACHE_WITHIN.toNanos();
    while (!hasCache(caches)) {
      if (System.nanoTime() > end) {
        throw new IOException("the launcher made no cache in " + caches);
      }
      Thread.sleep(100);
    }
    millis(plugin, environment);
  }

  private static boolean hasCache(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".aot"));
    }
  }

  private static double millis(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    long begin = System.nanoTime();
    int code = builder.start().waitFor();
    double millis = (System.nanoTime() - begin) / 1e6;
    if (code != 0) {
      throw new IOException("exit code %d of %s".formatted(code, command));
    }
    return millis;
  }
}
