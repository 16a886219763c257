package io.rolloutoperator.k3s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips tests, and says in a line what is missing, where there is no Docker or no image yet. */
final class Prerequisites implements ExecutionCondition {
  private static final Path ROOT = Path.of(System.getProperty("k3s.root", ".."));
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private final Optional<Path> ownCluster;
  private final BooleanSupplier docker;
  private final Path image;

  /** Those of this machine. */
  Prerequisites() {
    this(ownCluster(), () -> DockerClientFactory.instance().isDockerAvailable(), image());
  }

  Prerequisites(Optional<Path> ownCluster, BooleanSupplier docker, Path image) {
    this.ownCluster = ownCluster;
    this.docker = docker;
    this.image = image;
  }

  /** The kubeconfig of a cluster to take in place of a container. */
  static Optional<Path> ownCluster() {
    return Optional.ofNullable(System.getProperty("k3s.kubeconfig"))
        .filter(file -> !file.isEmpty())
        .map(ROOT::resolve); // the lots of tests run in different folders
  }

  /** The tarball that {@code scripts/image} makes. */
  static Path image() {
    return ROOT.resolve("image/target/rollout-operator-image.tar");
  }

  /** The project's folder. */
  static Path root() {
    return ROOT;
  }

  /** What is missing, if anything is. */
  Optional<String> missing() {
    if (ownCluster.isPresent()) {
      return ownCluster
          .filter(file -> !Files.isReadable(file))
          .map(file -> "cannot read " + file + ": see -Dk3s.kubeconfig");
    }
    if (!Files.isRegularFile(image)) {
      return Optional.of("no " + image + ": run scripts/image");
    }
    return docker.getAsBoolean()
        ? Optional.empty()
        : Optional.of("no Docker answers: start it, or set DOCKER_HOST");
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return missing()
        .map(Prerequisites::skipped)
        .orElseGet(() -> ConditionEvaluationResult.enabled("K3s can run"));
  }

  private static ConditionEvaluationResult skipped(String why) {
    return ConditionEvaluationResult.disabled(told(why));
  }

  /** Says in a line, once, why tests are skipped, and returns it. */
  static String told(String why) {
    String line = "K3s tests skipped: " + why;
    if (TOLD.add(line)) {
      System.out.println(line);
    }
    return line;
  }
}
