package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.WithheldRights.Withheld;
import io.rolloutoperator.kube.runtime.ControllerSettings;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing works on Experiments, but the metrics tell which there are and their phases. */
@RequiresCluster
@ExpectRefusals("cannot ")
class ExperimentMetricsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static DeprivedOperator operator;

  private final TestNamespace namespace;

  ExperimentMetricsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = DeprivedOperator.start(namespace);
  }

  @AfterAll
  static void close() {
    operator.close();
  }

  /**
   * The manifest of one.
   *
   * @param labels as YAML
   */
  static String experiment(String name, String labels) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Experiment
    metadata: {name: %1$s, labels: %2$s}
    spec:
      templates:
      - name: baseline
        selector: {matchLabels: {app: %1$s}}
        template:
          metadata: {labels: {app: %1$s}}
          spec: {containers: [{name: main, image: "example/app:v1"}]}
    """
        .formatted(name, labels);
  }

  @Test
  void oneThatIsMadeByKubectlIsToldUntilItIsDeleted(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("e.yaml"), experiment("told", "{}"));
    kubectl("apply", "-f", file.toString());
    awaitPhase("told", "Pending");
    for (String phase : List.of("Running", "Failed")) {
      kubectl("patch", "experiment", "told", "--type=merge", "-p", status(phase));
      awaitPhase("told", phase);
    }
    assertThat(series("experiment_phase", "told"))
        .hasSize(6)
        .filteredOn(line -> line.endsWith(" 1.0"))
        .containsExactly(
            "experiment_phase{name=\"told\",namespace=\"%s\",phase=\"Failed\"} 1.0"
                .formatted(namespace.name()));
    kubectl("delete", "experiment", "told");
    awaitNone("told");
  }

  @Test
  void oneOfAnotherControllerIsNotTold() {
    namespace.apply(
        experiment("foreign", "{%s: another}".formatted(ControllerSettings.INSTANCE_ID_LABEL)));
    namespace.apply(experiment("own", "{}"));
    awaitPhase("own", "Pending");
    assertThat(series("experiment_info", "foreign")).isEmpty();

    label("foreign", "null");
    awaitPhase("foreign", "Pending");
    label("foreign", "another");
    awaitNone("foreign");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "watch"})
  void aRightThatIsMissingIsToldAndHoldsUpNobody(String verb) {
    String name = "without-" + verb;
    namespace.apply(experiment(name, "{}"));
    try (Withheld _ = startWithout(verb)) {
      operator.local().awaitReady();
      LiveRollout rollout = LiveRollout.deploy(namespace, name, 1, "{}");
      rollout.version("v2");
      rollout.awaitPhase("Healthy");
      namespace.await("it is told", () -> !operator.missing().isEmpty());
      assertThat(operator.missing()).containsExactly(right(verb).labels());
    }
    operator.awaitNoneMissing();
    namespace.patch(LiveRollout.API, "Experiment", name, status("Running"));
    awaitPhase(name, "Running");
  }

  private static Right right(String verb) {
    return new Right(verb, "experiments", "argoproj.io");
  }

  private static Withheld startWithout(String verb) {
    assertThat(operator.local().terminate(PATIENCE)).isZero();
    Withheld withheld = operator.without(right(verb));
    operator.local().restart();
    return withheld;
  }

  private void label(String name, String instance) {
    namespace.patch(
        LiveRollout.API,
        "Experiment",
        name,
        "{metadata: {labels: {%s: %s}}}".formatted(ControllerSettings.INSTANCE_ID_LABEL, instance));
  }

  private static String status(String phase) {
    return "{\"status\": {\"phase\": \"%s\"}}".formatted(phase);
  }

  private void awaitPhase(String name, String phase) {
    String line =
        "experiment_info{name=\"%s\",namespace=\"%s\",phase=\"%s\"} 1"
            .formatted(name, namespace.name(), phase);
    namespace.await(line, () -> series("experiment_info", name).equals(List.of(line)));
  }

  private void awaitNone(String name) {
    namespace.await(
        "no series of " + name,
        () ->
            series("experiment_info", name).isEmpty()
                && series("experiment_phase", name).isEmpty());
  }

  private static List<String> series(String metric, String name) {
    return operator.operator().scrape().lines().stream()
        .filter(line -> line.startsWith(metric + "{name=\"" + name + "\","))
        .toList();
  }

  private void kubectl(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-n", namespace.name()));
    all.addAll(List.of(arguments));
    new Kubectl(namespace.cluster().controlPlane()).run(all.toArray(String[]::new));
  }
}
