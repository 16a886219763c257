package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A repository with a folder per app, served on loopback, and a GitSync for each folder. */
final class SyncedApps implements AutoCloseable {
  /** The GitSyncs at the API server. */
  static final String PATH =
      "/apis/rollout-operator.io/v1alpha1/namespaces/" + World.NAMESPACE + "/gitsyncs";

  /** A folder, and its GitSync, that has no objects and is no app. */
  private static final String LOOKOUT = "lookout";

  private static final String BASE = "base";

  private final World world;
  private final TestRepository repository;
  private final GitHttpServer server;
  private final Apps apps;

  /** So many apps of a kind, whose GitSyncs poll every {@code interval}. */
  record Apps(int count, Workload workload, String interval) {}

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
  static SyncedApps follow(World world, Path folder, Apps apps)
      throws IOException, InterruptedException {
    world.apply(world.shipped("benchmarks/gitsync-account.yaml"));
    TestRepository repository = TestRepository.create(folder.resolve("repo.git"));
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < apps.count(); i++) {
      files.put(folder(name(i)) + "/README.md", "app " + i + "\n");
    }
    files.put(folder(LOOKOUT) + "/README.md", "no app\n");
    repository.commit(files, "folders");
    GitHttpServer server = GitHttpServer.of(repository).start();
    SyncedApps synced = new SyncedApps(world, repository, server, apps);
    synced.followAll();
    return synced;
  }

  private void followAll() {
    for (int i = 0; i < apps.count(); i++) {
      follow(name(i));
    }
  }

  private void follow(String name) {
    world.apply(AppManifests.sync(name, server.url(), folder(name), apps.interval()));
  }

  /**
   * Deletes everything, waits until it is gone, and follows empty folders again. The operator must
   * know the commit that emptied them before they are followed: an app of the commit before would
   * be applied, and the guard keeps what an empty folder would delete.
   */
  void startOver(Tracker syncs) throws IOException, InterruptedException {
    follow(LOOKOUT);
    for (int i = 0; i < apps.count(); i++) {
      unfollow(name(i));
    }
    for (int i = 0; i < apps.count(); i++) {
      awaitGone(syncs, name(i));
    }
    String emptied =
        repository.delete(
            IntStream.range(0, apps.count()).mapToObj(SyncedApps::file).toList(), "empty again");
    hook(LOOKOUT);
    awaitReady(syncs, LOOKOUT, emptied);
    followAll();
    awaitAll(syncs, emptied);
    unfollow(LOOKOUT);
    awaitGone(syncs, LOOKOUT);
  }

  private void unfollow(String name) throws IOException {
    world.delete(path(name));
  }

  private static void awaitGone(Tracker syncs, String name) throws InterruptedException {
    syncs.await(name, "gone", JsonNode::isEmpty);
  }

  private static String folder(String name) {
    return "apps/" + name;
  }

  private static String file(int app) {
    return folder(name(app)) + "/app.yaml";
  }

  /** Commits the objects of all apps, of an image; the commit's id. */
  String commitAll(String image) {
    return commitAll(image, AppManifests::app);
  }

  /** The same without the Service and the HTTPRoute of each app. */
  String commitAllWithoutTraffic(String image) {
    return commitAll(image, AppManifests::withoutTraffic);
  }

  private interface Manifest {
    String of(Workload workload, String name, String image);
  }

  private String commitAll(String image, Manifest manifest) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < apps.count(); i++) {
      files.put(file(i), manifest.of(apps.workload(), name(i), image));
    }
    return repository.commit(files, image);
  }

  /** Commits another image of one app. */
  String commitOne(int app, String image) {
    String manifest = AppManifests.app(apps.workload(), name(app), image);
    return repository.commit(Map.of(file(app), manifest), image);
  }

  /** Commits a base of an image, from which each app has all its objects. */
  String commitBase(String image) {
    Map<String, String> files = new HashMap<>();
    files.put(BASE + "/app.yaml", AppManifests.app(apps.workload(), "web", image));
    files.put(BASE + "/kustomization.yaml", "resources: [app.yaml]\n");
    for (int i = 0; i < apps.count(); i++) {
      files.put(
          folder(name(i)) + "/kustomization.yaml", AppManifests.onBase(name(i), "../../" + BASE));
    }
    return repository.commit(files, image);
  }

  /** Asks for a look at the repository by an annotation, as a user does. */
  void hook() throws IOException {
    hook(name(0));
  }

  private void hook(String name) throws IOException {
    ask(world, name);
  }

  /** Asks for a look at the repository of any GitSync by an annotation. */
  static void ask(World world, String name) throws IOException {
    world.send(
        path(name),
        "{metadata: {annotations: {rollout-operator.io/reconcile-requested-at: '%s'}}}"
            .formatted(UUID.randomUUID()));
  }

  /** A GitSync at the API server. */
  static String path(String name) {
    return PATH + "/" + name;
  }

  Tracker track() {
    return world.track(PATH);
  }

  /** The GitSyncs as they are stored. */
  List<JsonNode> stored() throws IOException {
    return world.list(PATH);
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

  /** When each app is ready at a commit for the first time from now on. */
  List<CompletableFuture<Long>> firstReady(Tracker syncs, String commit) {
    return IntStream.range(0, apps.count())
        .mapToObj(i -> syncs.first(name(i), sync -> ready(sync, commit)))
        .toList();
  }

  /** How many requests for refs, packs or pushes the repository has answered. */
  int gitRequests() {
    return server.requests().size();
  }

  long awaitOne(Tracker syncs, int app, String commit) throws InterruptedException {
    return awaitReady(syncs, name(app), commit);
  }

  private static long awaitReady(Tracker syncs, String name, String commit)
      throws InterruptedException {
    return syncs.await(name, "ready at " + commit, sync -> ready(sync, commit));
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

  @Override
  public void close() {
    server.close();
    repository.close();
  }
}
