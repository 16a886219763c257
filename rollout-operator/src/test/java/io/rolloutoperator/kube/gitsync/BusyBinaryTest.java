package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.analysis.providers.SecretRules;
import io.rolloutoperator.analysis.providers.http.HttpSettings;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.render.KustomizeBinary;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.metrics.BuildVersion;
import io.rolloutoperator.kube.metrics.ControllerMetrics;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerSettings;
import io.rolloutoperator.kube.runtime.GitSyncLimits;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.kube.runtime.ReleaseListener;
import io.rolloutoperator.kube.runtime.SyncListener;
import io.rolloutoperator.notify.defaults.AlertLink;
import io.rolloutoperator.notify.defaults.Receivers;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units whose folders only the kustomize binary renders, of which there is one. */
class BusyBinaryTest {

  /** Needs the binary for its {@code vars}. */
  private static final Map<String, String> FOLDER =
      Map.of(
          "kustomization.yaml",
          "vars: [{name: A, objref: {kind: ConfigMap, name: a, apiVersion: v1}}]");

  @TempDir private Path folder;
  @AutoClose private final LoopbackApi api = new LoopbackApi();
  @AutoClose private TestRepository repository;
  @AutoClose private GitHttpServer server;
  private Path started;
  private Path go;
  private EngineParts parts;
  private GitSyncEngine engine;

  @BeforeEach
  void start() throws IOException {
    started = folder.resolve("started");
    go = folder.resolve("go");
    repository = TestRepository.create(folder.resolve("repo.git"));
    server = GitHttpServer.of(repository).start();
    repository.commit(FOLDER, "first");
    FrontEndSettings settings = new FrontEndSettings(true, "gitsync", false);
    parts = EngineParts.of(context(binary()), new UnitWakes(), new NoUnits(), settings);
    engine = new GitSyncEngine(parts, api.api(), settings, InstantSource.system());
  }

  private record NoUnits() implements StoredUnits {
    @Override
    public Optional<ObjectNode> find(String namespace, String name) {
      return Optional.empty();
    }

    @Override
    public Stream<ObjectNode> following(String url) {
      return Stream.empty();
    }
  }

  /** A build that begins and does not end before it may, with a message of its own. */
  private KustomizeBinary binary() throws IOException {
    Path program = folder.resolve("kustomize");
    Files.writeString(
        program,
        """
        #!/bin/sh
        if [ "$1" = version ]; then echo v5.8.1; exit; fi
        echo x > '%s'
        while [ ! -f '%s' ]; do /bin/sleep 0.05; done
        echo 'Error: built at last' >&2
        exit 1
        """
            .formatted(started, go));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return KustomizeBinary.at(program, 1_000_000);
  }

  private ControllerContext context(KustomizeBinary binary) {
    return new ControllerContext(
        api.clients(),
        api.api(),
        new WriteFence(FenceClock.system()),
        (_, _, _, _) -> {},
        ReleaseListener.NONE,
        SyncListener.NONE,
        new ControllerMetrics(new PrometheusRegistry(), new BuildVersion("1.2.3", "abc")),
        new ControllerSettings(
            false,
            "",
            "",
            1,
            1,
            Duration.ofMinutes(15),
            Duration.ofSeconds(5),
            new AnalysisSettings(
                Optional.empty(),
                List.of(),
                "argo-rollouts",
                SecretRules.Release.LABELLED,
                HttpSettings.Insecure.REFUSED,
                AnalysisSettings.Loopback.REFUSED),
            new GitSyncSettings(
                true,
                2,
                folder.resolve("copies"),
                "test",
                "gitsync",
                true,
                Optional.of(binary),
                List.of(),
                new GitSyncSettings.Allowances(true, false, false, false, true),
                GitSyncLimits.DEFAULT),
            new NotificationSettings(
                "argo-rollouts",
                new Receivers(Optional.empty(), Optional.empty(), Optional.empty()),
                AlertLink.NONE,
                NotificationSettings.SelfService.OFF)));
  }

  private ObjectNode unit(String name) {
    return (ObjectNode)
        LoopbackApi.yaml(
            """
            apiVersion: rollout-operator.io/v1alpha1
            kind: GitSync
            metadata: {name: %s, namespace: shop, uid: %1$s, generation: 1, resourceVersion: '7'}
            spec:
              repo: {url: "%s", ref: {branch: main}, interval: 24h}
              deletionPolicy: Orphan
            """
                .formatted(name, server.url()));
  }

  private PassEnd pass(String unit) {
    return engine.run(unit(unit));
  }

  /** Ready's words in what was written of a unit. */
  private List<String> told(String unit) {
    return api.writes().stream()
        .filter(write -> write.path().contains("/gitsyncs/" + unit + "/"))
        .flatMap(write -> write.body().findValuesAsText("message").stream())
        .toList();
  }

  @Test
  void aUnitWaitsForTheOneThatHasTheBinaryAndLooksAgain() throws Exception {
    assertThat(pass("first")).isInstanceOf(PassEnd.Settled.class);
    await().until(() -> isFetched("first"));
    FutureTask<PassEnd> first = new FutureTask<>(() -> pass("first"));
    Thread thread = Thread.startVirtualThread(first);
    await().until(() -> Files.exists(started));
    for (int look = 0; look < 3; look++) {
      assertThat(pass("second")).isEqualTo(new PassEnd.Waiting(Duration.ofSeconds(1)));
    }
    assertThat(told("second")).as("nothing is told of it").isEmpty();

    Files.createFile(go);
    assertThat(first.get()).isInstanceOf(PassEnd.Settled.class);
    thread.join();
    assertThat(pass("second")).isInstanceOf(PassEnd.Settled.class);
    assertThat(told("second")).anyMatch(message -> message.contains("built at last"));
  }

  private boolean isFetched(String unit) {
    return parts.sources().state(new UnitId(GitSyncFrontEnd.KIND, "shop", unit)).orElseThrow()
        instanceof SourceState.At;
  }
}
