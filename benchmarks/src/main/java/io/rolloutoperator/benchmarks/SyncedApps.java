package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * A repository with a folder per app, served on loopback, and a GitSync for each folder. An app is
 * a Deployment without pods, a Service, a ServiceAccount and an HTTPRoute.
 */
final class SyncedApps implements AutoCloseable {
  private static final String SYNCS =
      "/apis/rollout-operator.io/v1alpha1/namespaces/" + World.NAMESPACE + "/gitsyncs";

  private final World world;
  private final TestRepository repository;
  private final GitHttpServer server;
  private final Apps apps;

  /** So many apps, whose GitSyncs poll every {@code interval}. */
  private record Apps(int count, String interval) {}

  private SyncedApps(World world, TestRepository repository, GitHttpServer server, Apps apps) {
    this.world = world;
    this.repository = repository;
    this.server = server;
    this.apps = apps;
  }

  /** Flags of an operator that reads a repository on this machine. */
  static String[] flags(Path folder) {
    return new String[] {
      "--gitsync-allow-http",
      "--insecure-gitsync-allow-loopback",
      "--gitsync-directory=" + folder.resolve("copies")
    };
  }

  /** Empty folders, each followed. */
  static SyncedApps follow(World world, Path folder, int apps, String interval)
      throws IOException, InterruptedException {
    world.apply(Files.readString(world.root().resolve("benchmarks/gitsync-account.yaml")));
    TestRepository repository = TestRepository.create(folder.resolve("repo.git"));
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < apps; i++) {
      files.put("apps/" + name(i) + "/README.md", "app " + i + "\n");
    }
    repository.commit(files, "folders");
    GitHttpServer server = GitHttpServer.of(repository).start();
    SyncedApps synced = new SyncedApps(world, repository, server, new Apps(apps, interval));
    synced.followAll();
    return synced;
  }

  private void followAll() {
    for (int i = 0; i < apps.count(); i++) {
      world.apply(sync(server.url(), i, apps.interval()));
    }
  }

  /** Deletes everything, waits until it is gone, and follows empty folders again. */
  void startOver(Tracker syncs) throws IOException, InterruptedException {
    for (int i = 0; i < apps.count(); i++) {
      world.delete(SYNCS + "/" + name(i));
    }
    for (int i = 0; i < apps.count(); i++) {
      syncs.await(name(i), "gone", JsonNode::isEmpty);
    }
    String emptied =
        repository.delete(
            IntStream.range(0, apps.count()).mapToObj(SyncedApps::file).toList(), "empty again");
    followAll();
    awaitAll(syncs, emptied);
  }

  private static String file(int app) {
    return "apps/" + name(app) + "/app.yaml";
  }

  /** Commits the objects of all apps, of an image; the commit's id. */
  String commitAll(String image) {
    return commitAll(image, SyncedApps::app);
  }

  /** The same without the Service and the HTTPRoute of each app. */
  String commitAllWithoutTraffic(String image) {
    return commitAll(image, SyncedApps::workload);
  }

  private String commitAll(String image, BinaryOperator<String> manifest) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < apps.count(); i++) {
      files.put(file(i), manifest.apply(name(i), image));
    }
    return repository.commit(files, image);
  }

  /** Commits another image of one app. */
  String commitOne(int app, String image) {
    return repository.commit(Map.of(file(app), app(name(app), image)), image);
  }

  /** Asks for a look at the repository, as a webhook does. */
  void hook() throws IOException {
    world.send(
        SYNCS + "/" + name(0),
        "{metadata: {annotations: {rollout-operator.io/reconcile-requested-at: '%s'}}}"
            .formatted(UUID.randomUUID()));
  }

  Tracker track() {
    return world.track(SYNCS);
  }

  /** The GitSyncs as they are stored. */
  List<JsonNode> stored() throws IOException {
    return world.list(SYNCS);
  }

  /** Waits until so many apps are ready at a commit. */
  static void awaitReady(Tracker syncs, String commit, int apps) throws InterruptedException {
    syncs.awaitCount(apps, "ready at " + commit, sync -> ready(sync, commit));
  }

  /** How many apps are ready at a commit. */
  static int ready(Tracker syncs, String commit) {
    return syncs.count(sync -> ready(sync, commit));
  }

  /** Waits until every app is ready at a commit; when the last one was seen. */
  long awaitAll(Tracker syncs, String commit) throws InterruptedException {
    long last = 0;
    for (int i = 0; i < apps.count(); i++) {
      last = Math.max(last, awaitOne(syncs, i, commit));
    }
    return last;
  }

  long awaitOne(Tracker syncs, int app, String commit) throws InterruptedException {
    return syncs.await(name(app), "ready at " + commit, sync -> ready(sync, commit));
  }

  static String name(int app) {
    return "app-" + app;
  }

  /** Whether a GitSync is ready with a commit. */
  static boolean ready(JsonNode sync, String commit) {
    if (!sync.at("/status/lastAppliedRevision").asText().endsWith(commit)) {
      return false;
    }
    for (JsonNode condition : sync.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private static String sync(String url, int app, String interval) {
    return """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: %1$s}
        spec:
          repo: {url: "%2$s", ref: {branch: main}, interval: %3$s}
          path: apps/%1$s
        """
        .formatted(name(app), url, interval);
  }

  private static String app(String name, String image) {
    return workload(name, image) + traffic(name);
  }

  private static String workload(String name, String image) {
    return """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %1$s}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: 0
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              serviceAccountName: %1$s
              containers: [{name: main, image: "example/app:%2$s", ports: [{containerPort: 8080}]}]
        """
        .formatted(name, image);
  }

  private static String traffic(String name) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %1$s}
        spec: {selector: {app: %1$s}, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: %1$s}
        spec:
          hostnames: ["%1$s.example.org"]
          rules: [{backendRefs: [{name: %1$s, port: 80}]}]
        """
        .formatted(name);
  }

  @Override
  public void close() {
    server.close();
    repository.close();
  }
}
