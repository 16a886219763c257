package io.rolloutoperator.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.demo.OperatorProcess;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.dataplane.PrometheusServer;
import io.rolloutoperator.testkit.dataplane.RequiresDataPlane;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.load.LoadGenerator;
import io.rolloutoperator.testkit.load.LoadPlan;
import io.rolloutoperator.testkit.load.LoadReport;
import io.rolloutoperator.testkit.sample.SampleApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The repository with an overlay for each environment: rendered as by the real kustomize, followed
 * by a GitSync each, and released from by the commit of a CI job. Isolated, as its operator looks
 * at all namespaces.
 */
@RequiresDataPlane
@Isolated
// Namespaces of classes before it may still end, with Rollouts in them.
@ExpectRefusals("because it is being terminated")
@ExpectWarnings("ClusterIPNotAllocated")
class GitOpsSamplesIT {

  private static final Path SAMPLES = Path.of("gitops");
  private static final String API = "rollout-operator.io/v1alpha1";
  private static final String HOST = "my-app.example.com";
  private static final String SERVED = "https://git.example.com/myorg/my-app-config.git";

  @TempDir private static Path folder;

  private static TestNamespace namespace;
  private static DataPlane proxy;
  private static OperatorProcess operator;
  private static SyncedRepository repository;

  @BeforeAll
  static void start(TestNamespace namespace, DataPlane proxy, PrometheusServer prometheus)
      throws IOException {
    GitOpsSamplesIT.namespace = namespace;
    GitOpsSamplesIT.proxy = proxy;
    repository = SyncedRepository.create(folder);
    repository.push(SAMPLES.resolve("config"), GitOpsSamplesIT::here);
    var plane = namespace.cluster().controlPlane();
    operator =
        OperatorProcess.start(
            namespace.identity(Files.readString(Path.of("../deploy/rbac.yaml"))).kubeconfig(),
            namespace.name(),
            prometheus.address(),
            plane.files().logs().resolve("gitops-samples-operator.log"),
            "--gitsync-allow-http",
            "--insecure-gitsync-allow-loopback",
            "--gitsync-directory=" + folder.resolve("copies"));
  }

  @AfterAll
  static void stop() throws IOException {
    operator.close();
    repository.close();
    for (String environment : List.of("dev", "staging")) {
      namespace.cluster().api().delete("/api/v1/namespaces/" + in(environment), Json.object());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "production"})
  void everyOverlayIsRenderedAsByKustomize(String environment) {
    Path config = SAMPLES.resolve("config").toAbsolutePath();
    String overlay = "overlays/" + environment;
    ProgramRun theirs = repository.kustomize().run(folder, "build", config + "/" + overlay);

    assertThat(theirs.exitCode()).as(theirs.problem()).isZero();
    assertThat(RenderedFolder.objects(config, overlay))
        .isEqualTo(Json.yaml(theirs.output()).stream().map(RenderedFolder::normal).toList());
  }

  @Test
  void aCommitOfCiStartsACanaryInProductionOnly() throws Exception {
    for (String environment : List.of("dev", "staging", "production")) {
      follow(environment);
    }
    for (String environment : List.of("dev", "staging", "production")) {
      awaitReady(environment, "");
    }
    SampleRollout rollout = SampleRollout.of(namespace, "my-app");
    rollout.awaitPromoted("1.0.0", 10);
    try (LoadGenerator load = LoadGenerator.start(plan())) {
      String commit =
          repository.setImage("overlays/production", "my-app=myregistry/my-app:4f1d2c7");

      rollout.awaitPauseAt(1);
      assertThat(weight()).isEqualTo(10);
      rollout.awaitPauseAt(3);
      Instant half = Instant.now();
      rollout.awaitPromoted("4f1d2c7", 10);

      LoadReport atHalf = load.between(half.plusSeconds(1), half.plusSeconds(8));
      assertThat(load.report()).matches(report -> report.failed() == 0, "no request failed");
      assertThat(atHalf.share("4f1d2c7")).as("%s", atHalf).isCloseTo(50, within(8.0));
      awaitReady("production", commit);
      assertThat(sync("production").at("/status/lastHealthyRevision").asText()).endsWith(commit);
    }
    assertThat(image("dev")).isEqualTo("myregistry/my-app:1.0.0");
    assertThat(image("staging")).isEqualTo("myregistry/my-app:1.0.0");
  }

  /** {@code kubectl apply -k sync/ENVIRONMENT}, with the credentials that its GitSync names. */
  private static void follow(String environment) {
    Path sync = SAMPLES.resolve("sync").toAbsolutePath();
    ProgramRun built = repository.kustomize().run(folder, "build", sync + "/" + environment);
    assertThat(built.exitCode()).as(built.problem()).isZero();
    String manifests = here(built.output()).replace(SERVED, repository.url());
    namespace.apply(manifests);
    for (String secret : List.of("git-read", "git-write")) {
      namespace.apply(
          """
          apiVersion: v1
          kind: Secret
          metadata: {name: %1$s, namespace: %2$s}
          stringData: {username: %3$s, password: %3$s}
          """
              .formatted(secret, in(environment), SyncedRepository.LOGIN));
    }
  }

  /** Production is the namespace of this test, and nothing takes minutes. */
  private static String here(String text) {
    return SampleTimes.shortened(text)
        .replace("my-app-production", in("production"))
        .replace("my-app-staging", in("staging"))
        .replace("my-app-dev", in("dev"));
  }

  private static String in(String environment) {
    return environment.equals("production")
        ? namespace.name()
        : namespace.name() + "-" + environment;
  }

  private static void awaitReady(String environment, String commit) {
    namespace.await(
        environment + " is ready " + commit,
        Duration.ofSeconds(90),
        () ->
            Json.elements(sync(environment).at("/status/conditions"))
                    .anyMatch(
                        condition ->
                            condition.path("type").asText().equals("Ready")
                                && condition.path("status").asText().equals("True"))
                && sync(environment).at("/status/lastAppliedRevision").asText().endsWith(commit));
  }

  private static JsonNode sync(String environment) {
    return read("/apis/%s/namespaces/%s/gitsyncs/my-app".formatted(API, in(environment)));
  }

  private static String image(String environment) {
    return read("/apis/argoproj.io/v1alpha1/namespaces/%s/rollouts/my-app"
            .formatted(in(environment)))
        .at("/spec/template/spec/containers/0/image")
        .asText();
  }

  private static int weight() {
    return namespace
        .read("gateway.networking.k8s.io/v1", "HTTPRoute", "my-app")
        .at("/spec/rules/0/backendRefs/1/weight")
        .asInt();
  }

  private static JsonNode read(String path) {
    try {
      return namespace.cluster().api().get(path).orThrow(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LoadPlan plan() {
    return new LoadPlan(
        proxy.address(),
        HOST,
        SampleApp.VERSION_HEADER,
        150,
        Duration.ofMinutes(3),
        Duration.ofSeconds(5));
  }
}
