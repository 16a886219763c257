package io.rolloutoperator.kube.analysisrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.kube.client.Pass;
import io.rolloutoperator.kube.metrics.AnalysisRunSample;
import io.rolloutoperator.kube.metrics.AnalysisRunSample.Origin;
import io.rolloutoperator.kube.metrics.ControllerMetrics;
import io.rolloutoperator.kube.metrics.ReconciledKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a pass tells besides its effect: its number on every write, its duration, the state of the
 * run as a metric.
 */
final class RunObservations {

  private static final String HASH = "rollouts-pod-template-hash";

  private final ControllerMetrics metrics;
  private final AtomicLong passes = new AtomicLong();

  RunObservations(ControllerMetrics metrics) {
    this.metrics = metrics;
  }

  <T> T of(AnalysisRun run, Supplier<T> pass) {
    String namespace = run.getMetadata().getNamespace();
    String name = run.getMetadata().getName();
    metrics.observe(
        AnalysisRunSample.of(
            namespace, name, origin(run), tree(run.getSpec()), tree(run.getStatus())));
    long begin = System.nanoTime();
    try {
      return Pass.within("a" + passes.incrementAndGet(), pass::get);
    } catch (RuntimeException failed) {
      metrics.reconcileFailed(ReconciledKind.ANALYSIS_RUN, namespace, name);
      throw failed;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      metrics.reconciled(ReconciledKind.ANALYSIS_RUN, namespace, name, took);
    }
  }

  private static Origin origin(AnalysisRun run) {
    String rollout =
        run.getMetadata().getOwnerReferences().stream()
            .filter(owner -> owner.getKind().equals(ReconciledKind.ROLLOUT.kind()))
            .map(OwnerReference::getName)
            .findFirst()
            .orElse("");
    Map<String, String> labels =
        Objects.requireNonNullElse(run.getMetadata().getLabels(), Map.of());
    return new Origin(rollout, labels.getOrDefault(HASH, ""), created(run));
  }

  /** One that does not say when it was made is older than all others. */
  private static Instant created(AnalysisRun run) {
    String time = run.getMetadata().getCreationTimestamp();
    return time == null ? Instant.EPOCH : Instant.parse(time);
  }

  private static JsonNode tree(@Nullable JsonNode node) {
    return Objects.requireNonNullElse(node, MissingNode.getInstance());
  }
}
