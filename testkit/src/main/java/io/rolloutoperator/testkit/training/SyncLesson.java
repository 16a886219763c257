package io.rolloutoperator.testkit.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A folder of plain YAML and one with a kustomization, each followed by a GitSync: empty, with an
 * app, with another version of it, and an object changed by hand that is put right.
 */
final class SyncLesson implements Lesson, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> FOLDERS = List.of("plain", "built");
  private static final RequestPath DEPLOYMENT =
      new RequestPath("/apis/apps/v1/deployments", Release.NAMESPACE, "app", "");

  private final ObjectStore store;
  private final TestRepository repository;
  private final GitHttpServer server;

  private SyncLesson(ObjectStore store, TestRepository repository, GitHttpServer server) {
    this.store = store;
    this.repository = repository;
    this.server = server;
  }

  /** Makes the repository in a folder that does not exist yet, and serves it on loopback. */
  static SyncLesson in(Path folder, ObjectStore store) {
    TestRepository repository = TestRepository.create(folder);
    return new SyncLesson(store, repository, GitHttpServer.of(repository).start());
  }

  @Override
  public void prepare() {
    for (String folder : FOLDERS) {
      repository.commit(Map.of(folder + "/README.md", "Empty.\n"), "folder " + folder);
      store.create(sync(folder), gitSync(folder));
    }
  }

  private ObjectNode gitSync(String folder) {
    return Json.yaml(
            """
            apiVersion: rollout-operator.io/v1alpha1
            kind: GitSync
            metadata: {name: %1$s}
            spec:
              repo: {url: "%2$s", ref: {branch: main}, interval: 10s}
              path: %1$s
            """
                .formatted(folder, server.url()))
        .getFirst();
  }

  @Override
  public void run(BooleanSupplier alive) throws IOException, InterruptedException {
    String app = TrainingFiles.text("app.yaml");
    String kustomization = TrainingFiles.text("kustomization.yaml");
    awaitReady(repository.head(), alive);
    release(
        Map.of(
            "plain/app.yaml", app,
            "built/app.yaml", app,
            "built/kustomization.yaml", kustomization),
        alive);
    String next = app.replace(":v1", ":v2");
    release(Map.of("plain/app.yaml", next, "built/app.yaml", next), alive);
    drift(alive);
  }

  private void release(Map<String, String> files, BooleanSupplier alive)
      throws InterruptedException {
    String commit = repository.commit(files, "release");
    ObjectNode asked = stored(sync(FOLDERS.getFirst())).deepCopy();
    asked
        .withObject("/metadata/annotations")
        .put("rollout-operator.io/reconcile-requested-at", commit);
    store.update(sync(FOLDERS.getFirst()), asked);
    awaitReady(commit, alive);
  }

  private void drift(BooleanSupplier alive) throws InterruptedException {
    JsonNode wanted = stored(DEPLOYMENT).path("spec");
    ObjectNode changed = stored(DEPLOYMENT).deepCopy();
    changed.withObject("/spec").put("replicas", 1);
    store.update(DEPLOYMENT, changed);
    await(
        alive,
        () -> stored(DEPLOYMENT).path("spec").equals(wanted),
        () -> "what was changed by hand is not put right: " + stored(DEPLOYMENT));
  }

  private void awaitReady(String commit, BooleanSupplier alive) throws InterruptedException {
    for (String folder : FOLDERS) {
      await(
          alive,
          () -> isReady(stored(sync(folder)), commit),
          () -> "GitSync is not ready at " + commit + ": " + stored(sync(folder)));
    }
  }

  private void await(BooleanSupplier alive, BooleanSupplier done, Supplier<String> otherwise)
      throws InterruptedException {
    store.await(PATIENCE, () -> done.getAsBoolean() || !alive.getAsBoolean());
    if (!done.getAsBoolean()) {
      throw new IllegalStateException(otherwise.get());
    }
  }

  private static boolean isReady(JsonNode gitSync, String commit) {
    return gitSync.at("/status/lastAppliedRevision").asText().endsWith(commit)
        && Json.elements(gitSync.at("/status/conditions"))
            .filter(condition -> condition.path("type").asText().equals("Ready"))
            .anyMatch(condition -> condition.path("status").asText().equals("True"));
  }

  private static RequestPath sync(String name) {
    return new RequestPath(
        "/apis/rollout-operator.io/v1alpha1/gitsyncs", Release.NAMESPACE, name, "");
  }

  private ObjectNode stored(RequestPath path) {
    return Objects.requireNonNull(store.get(path.key()), path.key());
  }

  @Override
  public void close() {
    server.close();
    repository.close();
  }
}
