package io.rolloutoperator.testkit.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** A release from an empty namespace to the second version at full weight. */
final class Release {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  static final String NAMESPACE = "training";
  private static final RequestPath ROLLOUT =
      new RequestPath("/apis/argoproj.io/v1alpha1/rollouts", NAMESPACE, "shop", "");

  private final ObjectStore store;

  Release(ObjectStore store) {
    this.store = store;
  }

  /** Stores what users would apply. */
  void prepare() throws IOException {
    for (ObjectNode object : Json.yaml(resource("release.yaml"))) {
      store.create(pathOf(object), object);
    }
  }

  /**
   * Waits for the first version and releases the second.
   *
   * @param alive false ends the wait: the operator is gone
   * @throws IllegalStateException when it does not come to its end
   */
  void run(BooleanSupplier alive) throws IOException, InterruptedException {
    await("healthy with its first version", alive, 1);
    ObjectNode next = rollout().deepCopy();
    PretendedApiServer.merge(next, Json.yaml(resource("next-version.yaml")).getFirst());
    store.update(ROLLOUT, next);
    await("healthy with its second version", alive, 2);
  }

  private void await(String what, BooleanSupplier alive, int generation)
      throws InterruptedException {
    store.await(PATIENCE, () -> healthy(generation) || !alive.getAsBoolean());
    if (!healthy(generation)) {
      throw new IllegalStateException("the Rollout is not " + what + ": " + rollout());
    }
  }

  private boolean healthy(int generation) {
    ObjectNode rollout = rollout();
    return rollout.path("status").path("phase").asText().equals("Healthy")
        && rollout.path("status").path("observedGeneration").asInt() == generation;
  }

  private ObjectNode rollout() {
    return Objects.requireNonNull(store.get(ROLLOUT.key()), "release.yaml has no such Rollout");
  }

  private static RequestPath pathOf(ObjectNode object) {
    String version = object.path("apiVersion").asText();
    String plural = object.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
    return new RequestPath(
        (version.contains("/") ? "/apis/" : "/api/") + version + "/" + plural,
        object.path("metadata").path("namespace").asText(),
        "",
        "");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Release.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
