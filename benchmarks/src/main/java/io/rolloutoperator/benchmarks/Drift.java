package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** Deployments of synchronised apps that somebody changes or deletes, one or a hundred at once. */
final class Drift {
  private static final int OBJECTS = 100;

  private final World world;
  private final Tracker deployments;
  private final String path;

  /**
   * Changes nothing yet.
   *
   * @param deployments follows them
   * @param path of their collection
   */
  Drift(World world, Tracker deployments, String path) {
    this.world = world;
    this.deployments = deployments;
    this.path = path;
  }

  /** Changes the image of one app; milliseconds from the request to the image of the commit. */
  double patched(int app, String image) throws IOException {
    return measure(List.of(SyncedApps.name(app)), patch(image), repairedFrom(image)).getFirst();
  }

  /** The same of a hundred at once, each from its own request. */
  Distribution patched(String image) throws IOException {
    return new Distribution(
        "drift of %d patched at once to repaired".formatted(OBJECTS),
        "ms",
        measure(all(), patch(image), repairedFrom(image)));
  }

  /** Deletes a hundred; milliseconds from each request to the next object of that name. */
  Distribution deleted() throws IOException {
    return new Distribution(
        "drift of %d deleted at once to repaired".formatted(OBJECTS),
        "ms",
        measure(
            all(),
            name -> world.delete(path + "/" + name),
            (before, now) -> !uid(now).isEmpty() && !uid(now).equals(uid(before))));
  }

  private static List<String> all() {
    return IntStream.range(0, OBJECTS).mapToObj(SyncedApps::name).toList();
  }

  private Harm patch(String image) {
    return name ->
        world.send(
            path + "/" + name,
            "{spec: {template: {spec: {containers: [{name: main, image: '%s'}]}}}}"
                .formatted(image));
  }

  private static BiPredicate<JsonNode, JsonNode> repairedFrom(String image) {
    return (before, now) -> generation(now) >= generation(before) + 2 && !image(now).equals(image);
  }

  /** What is done to one object. */
  private interface Harm {
    void to(String name) throws IOException;
  }

  private List<Double> measure(
      List<String> names, Harm harm, BiPredicate<JsonNode, JsonNode> repaired) throws IOException {
    List<Long> begins = new ArrayList<>();
    List<CompletableFuture<Long>> seen = new ArrayList<>();
    for (String name : names) {
      JsonNode before = deployments.now(name);
      seen.add(deployments.first(name, now -> repaired.test(before, now)));
      begins.add(System.nanoTime());
      harm.to(name);
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      millis.add(Tracker.millis(begins.get(i), seen.get(i).join()));
    }
    return millis;
  }

  private static String uid(JsonNode object) {
    return object.at("/metadata/uid").asText();
  }

  private static long generation(JsonNode object) {
    return object.at("/metadata/generation").asLong();
  }

  private static String image(JsonNode deployment) {
    return deployment.at("/spec/template/spec/containers/0/image").asText();
  }
}
