package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.Resources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How many server-side applies the API server takes from clients that do nothing else: they create
 * the objects of apps in a namespace that is gone afterwards.
 *
 * @param connections clients at a time, each with a connection of its own and one request on it
 */
record ApplyRate(int connections, int requests, double seconds) {
  private static final String SCRATCH = "rate";
  private static final String NAMESPACE_PATH = "/api/v1/namespaces/" + SCRATCH;

  /** As many as the operator's passes of GitSyncs, by default. */
  private static final int CONNECTIONS = 8;

  /** Until the Java virtual machine of the clients has compiled what they do. */
  private static final int APPS_BEFORE = 150;

  private static final int APPS = 250;
  private static final Duration GONE_WITHIN = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private record Apply(String path, ObjectNode object) {}

  /** Measures, and leaves the cluster as it was; no operator may run. */
  static ApplyRate measure(World world, Workload workload)
      throws IOException, InterruptedException {
    List<Api> clients =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(_ -> world.cluster().controlPlane().api("admin", "rate"))
            .toList();
    try {
      world.apply(Manifests.namespace(SCRATCH));
      apply(clients, applies(world, workload, 0, APPS_BEFORE));
      Queue<Apply> measured = applies(world, workload, APPS_BEFORE, APPS_BEFORE + APPS);
      int requests = measured.size();
      long begin = System.nanoTime();
      apply(clients, measured);
      double millis = Tracker.millis(begin, System.nanoTime());
      world.delete(NAMESPACE_PATH);
      awaitGone(world);
      return new ApplyRate(CONNECTIONS, requests, millis / 1_000);
    } finally {
      clients.forEach(Api::close);
    }
  }

  private static Queue<Apply> applies(World world, Workload workload, int from, int to) {
    Resources resources = world.cluster().resources();
    Queue<Apply> applies = new ConcurrentLinkedQueue<>();
    IntStream.range(from, to)
        .mapToObj(i -> AppManifests.app(workload, SyncedApps.name(i), "v1"))
        .flatMap(manifest -> Json.yaml(manifest).stream())
        .map(
            object ->
                new Apply(
                    resources.path(object, SCRATCH) + "?force=true&fieldManager=rate", object))
        .forEach(applies::add);
    return applies;
  }

  private static void apply(List<Api> clients, Queue<Apply> applies)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
      List<Future<Void>> ends = new ArrayList<>();
      for (Api client : clients) {
        ends.add(threads.submit(() -> drain(client, applies)));
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the API server's own rate", e.getCause());
    }
  }

  private static Void drain(Api client, Queue<Apply> applies) throws IOException {
    for (Apply next = applies.poll(); next != null; next = applies.poll()) {
      var _ =
          client.patch(next.path(), Api.Patch.APPLY, next.object()).orThrow("apply " + next.path());
    }
    return null;
  }

  private static void awaitGone(World world) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (world.cluster().api().get(NAMESPACE_PATH).ok()) {
      if (System.nanoTime() - begin > GONE_WITHIN.toNanos()) {
        throw new IllegalStateException("namespace " + SCRATCH + " is not gone");
      }
      Thread.sleep(POLL);
    }
  }

  double aSecond() {
    return requests / seconds;
  }

  @Override
  public String toString() {
    return "the API server's own rate: %.0f server-side applies a second, of %d by %d connections"
        .formatted(aSecond(), requests, connections);
  }
}
