package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** A hundred Deployments of synchronised apps that somebody changes or deletes at once. */
final class MassDrift {
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
  MassDrift(World world, Tracker deployments, String path) {
    this.world = world;
    this.deployments = deployments;
    this.path = path;
  }

  /** Changes the image of each; milliseconds from each request to the image of the commit. */
  Distribution patched(String image) throws IOException, InterruptedException {
    return measure(
        "drift of %d patched at once to repaired",
        name ->
            world.send(
                path + "/" + name,
                "{spec: {template: {spec: {containers: [{name: main, image: '%s'}]}}}}"
                    .formatted(image)),
        (before, now) -> generation(now) >= generation(before) + 2 && !image(now).equals(image));
  }

  /** Deletes each; milliseconds from each request to the next object of that name. */
  Distribution deleted() throws IOException, InterruptedException {
    return measure(
        "drift of %d deleted at once to repaired",
        name -> world.delete(path + "/" + name),
        (before, now) -> !uid(now).isEmpty() && !uid(now).equals(uid(before)));
  }

  /** What is done to one object. */
  private interface Harm {
    void to(String name) throws IOException;
  }

  private Distribution measure(String what, Harm harm, BiPredicate<JsonNode, JsonNode> repaired)
      throws IOException, InterruptedException {
    Map<String, JsonNode> before = new HashMap<>();
    Map<String, Long> begins = new HashMap<>();
    for (int i = 0; i < OBJECTS; i++) {
      String name = SyncedApps.name(i);
      before.put(name, deployments.now(name));
      begins.put(name, System.nanoTime());
      harm.to(name);
    }
    List<Double> millis = new ArrayList<>();
    for (Map.Entry<String, Long> begin : begins.entrySet()) {
      JsonNode old = before.get(begin.getKey());
      long seen =
          deployments.await(begin.getKey(), "repaired", object -> repaired.test(old, object));
      millis.add(Tracker.millis(begin.getValue(), seen));
    }
    return new Distribution(what.formatted(OBJECTS), "ms", millis);
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
