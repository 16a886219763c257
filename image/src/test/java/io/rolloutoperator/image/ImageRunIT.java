package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator in the image's own files, as the strictest pod would run it, at a real API server.
 */
@RequiresCluster
class ImageRunIT {
  private static final String ROLLOUTS = "argoproj.io/v1alpha1";

  /** Below this share the list of classes is out of date: scripts/aot-cache.sh --train. */
  private static final double FROM_CACHE = 0.95;

  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        strategy: {canary: {steps: [{setWeight: 50}, {pause: {duration: 1s}}, {setWeight: 100}]}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - {name: app, image: "example.com/web:1"}
      """;

  @TempDir static Path folder;
  private static RunningImage image;

  @BeforeAll
  static void start(TestNamespace namespace) throws IOException {
    image =
        RunningImage.start(
            namespace,
            "rbac.yaml",
            folder,
            pod -> RunningImage.java(pod, "-Xlog:class+load:file=/tmp/classes.log"),
            List.of());
  }

  @AfterAll
  static void stopsWhenAsked() {
    image.stop();
  }

  @Test
  void aReleaseIsPromotedWithClassesOfTheCacheAndNothingIsWrittenOutsideOfTmp(
      TestNamespace namespace) throws IOException {
    namespace.apply(ROLLOUT);
    namespace.await("web is healthy", () -> isHealthy(namespace, 1));
    String before = stable(namespace);
    namespace.patch(
        ROLLOUTS,
        "Rollout",
        "web",
        "{spec: {template: {spec: {containers: [{name: app, image: 'example.com/web:2'}]}}}}");
    namespace.await("web is healthy again", () -> isHealthy(namespace, 2));

    assertThat(stable(namespace)).isNotEqualTo(before);
    assertThat(shareFromCache()).as("share of classes from the cache").isGreaterThan(FROM_CACHE);
    assertThat(Files.readString(image.process().log())).doesNotContain("Read-only file system");
    try (var files = Files.list(inside("tmp"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.equals("classes.log") || name.startsWith("rollout-operator"));
    }
  }

  private static boolean isHealthy(TestNamespace namespace, int generation) {
    JsonNode status = namespace.read(ROLLOUTS, "Rollout", "web").path("status");
    return status.path("phase").asText().equals("Healthy")
        && status.path("observedGeneration").asText().equals(Integer.toString(generation));
  }

  private static String stable(TestNamespace namespace) {
    return namespace.read(ROLLOUTS, "Rollout", "web").at("/status/stableRS").asText();
  }

  private static double shareFromCache() throws IOException {
    List<String> loaded = Files.readAllLines(inside("tmp/classes.log"));
    return (double) loaded.stream().filter(line -> line.contains("shared objects file")).count()
        / loaded.size();
  }

  @Test
  void itHasNoRights() throws IOException {
    assertThat(Files.readAllLines(Path.of("/proc/" + image.process().pid() + "/status")))
        .contains(
            "Uid:\t65532\t65532\t65532\t65532",
            "Gid:\t65532\t65532\t65532\t65532",
            "CapPrm:\t0000000000000000",
            "CapEff:\t0000000000000000",
            "NoNewPrivs:\t1");
    assertThat(Files.readAllLines(Path.of("/proc/" + image.process().pid() + "/mountinfo")))
        .anyMatch(line -> line.contains(" / ro,"));
  }

  @Test
  void theHeapIsHalfOfTheMemoryLimit() throws IOException {
    try (InputStream body = image.metrics().toURL().openStream()) {
      String heap =
          new String(body.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith("jvm_memory_max_bytes{area=\"heap\"}"))
              .findFirst()
              .orElseThrow();
      // One of the two survivor spaces is not counted.
      assertThat(Double.parseDouble(heap.substring(heap.indexOf(' ') + 1)))
          .isBetween(0.49 * RunningImage.LIMIT, 0.5 * RunningImage.LIMIT);
    }
  }

  private static Path inside(String path) {
    return Path.of("/proc/" + image.process().pid() + "/root", path);
  }
}
