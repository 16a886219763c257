package io.rolloutoperator.testkit.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ListWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells Prometheus which pods to scrape, by a file that it watches: Debian builds it without its
 * own discovery of Kubernetes pods. Same rules and label names as that one with the usual
 * relabelling.
 */
final class PodTargets implements AutoCloseable, ListWatch.Handler {

  private static final String ANNOTATIONS = "prometheus.io/";

  private final Path file;
  private final Map<String, ObjectNode> targets = new TreeMap<>();
  private final ListWatch watch;

  private PodTargets(Api api, Path file) {
    this.file = file;
    write();
    watch = ListWatch.start(api, "/api/v1/pods", this);
  }

  /** Starts to keep the file, which exists when this returns. */
  static PodTargets start(Api api, Path file) {
    return new PodTargets(api, file);
  }

  @Override
  public synchronized void listed(List<JsonNode> pods) {
    targets.clear();
    pods.forEach(pod -> target(pod).ifPresent(target -> targets.put(uid(pod), target)));
    write();
  }

  @Override
  public synchronized void changed(JsonNode pod) {
    Optional<ObjectNode> target = target(pod);
    boolean same = target.equals(Optional.ofNullable(targets.get(uid(pod))));
    if (!same) {
      target.ifPresentOrElse(t -> targets.put(uid(pod), t), () -> targets.remove(uid(pod)));
      write();
    }
  }

  @Override
  public synchronized void deleted(JsonNode pod) {
    if (targets.remove(uid(pod)) != null) {
      write();
    }
  }

  @Override
  public void close() {
    watch.close();
  }

  /** What to scrape of a pod, if it runs and asks for it. */
  static Optional<ObjectNode> target(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    JsonNode annotations = metadata.path("annotations");
    String address = pod.path("status").path("podIP").asText();
    boolean scraped =
        annotations.path(ANNOTATIONS + "scrape").asText().equals("true")
            && pod.path("status").path("phase").asText().equals("Running")
            && !address.isEmpty();
    if (!scraped) {
      return Optional.empty();
    }
    ObjectNode target = Json.object();
    target
        .putArray("targets")
        .add(address + ":" + annotations.path(ANNOTATIONS + "port").asText("80"));
    ObjectNode labels = target.putObject("labels");
    metadata
        .path("labels")
        .properties()
        .forEach(
            label ->
                labels.put(
                    label.getKey().replaceAll("[^a-zA-Z0-9_]", "_"), label.getValue().asText()));
    labels
        .put("namespace", metadata.path("namespace").asText())
        .put("pod", metadata.path("name").asText());
    return Optional.of(target);
  }

  private static String uid(JsonNode pod) {
    return pod.path("metadata").path("uid").asText();
  }

  /** By renaming, so that Prometheus never reads half a file. */
  private void write() {
    ArrayNode all = Json.array();
    targets.values().forEach(all::add);
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.writeString(draft, Json.write(all));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
