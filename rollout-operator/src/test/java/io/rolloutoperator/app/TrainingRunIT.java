package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list that the caches of classes are made from: docs/adr/0006. */
class TrainingRunIT {
  private static final Path ROOT = Path.of(Files.isDirectory(Path.of("bin")) ? "." : "..");
  private static final double KNOWN = 0.95;

  @TempDir Path folder;

  @Test
  void theListKnowsWhatAStartAndAReleaseLoad() throws Exception {
    Path recorded = folder.resolve("classes.list");

    TrainingRun.record(
        ROOT.resolve("bin/rollout-operator"), ROOT.resolve("rollout-operator/target"), recorded);

    Set<String> loaded = classes(recorded);
    Set<String> unknown = new HashSet<>(loaded);
    unknown.removeAll(classes(ROOT.resolve("rollout-operator/classes.list")));
    assertThat(loaded).contains("io/rolloutoperator/engine/RolloutPlanner");
    assertThat(unknown)
        .as("of %d; mended by scripts/aot-cache.sh --train", loaded.size())
        .hasSizeLessThan((int) (loaded.size() * (1 - KNOWN)));
  }

  private static Set<String> classes(Path list) throws IOException {
    Set<String> classes = new HashSet<>(Files.readAllLines(list));
    classes.removeIf(line -> line.startsWith("@") || line.startsWith("#"));
    return classes;
  }
}
