package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What tests tell the agent while pods run. A later rule goes before an earlier one, and any rule
 * before the pod's annotations. Safe for use by many threads.
 */
public final class SimRules {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Runnable changed;

  SimRules(Runnable changed) {
    this.changed = changed;
  }

  /**
   * Which containers a rule is for.
   *
   * @param namespace of the pod
   * @param image the container's whole image, or empty for any
   * @param labels that the pod must have, all of them
   */
  public record Target(String namespace, String image, Map<String, String> labels) {
    /** Containers with this image. */
    public static Target image(String namespace, String image) {
      return new Target(namespace, image, Map.of());
    }

    /** Containers of pods with these labels. */
    public static Target labels(String namespace, Map<String, String> labels) {
      return new Target(namespace, "", Map.copyOf(labels));
    }

    private boolean matches(JsonNode pod, String containerImage) {
      JsonNode metadata = pod.path("metadata");
      return metadata.path("namespace").asText().equals(namespace)
          && (image.isEmpty() || image.equals(containerImage))
          && labels.entrySet().stream()
              .allMatch(
                  label ->
                      metadata
                          .path("labels")
                          .path(label.getKey())
                          .asText()
                          .equals(label.getValue()));
    }
  }

  private record Rule(
      Target target,
      @Nullable Boolean ready,
      @Nullable Duration readyDelay,
      @Nullable Boolean pullable,
      @Nullable Integer exitCode) {}

  /** Sim pods: makes containers ready or unready at once, now and in future pods. */
  public void setReady(Target target, boolean ready) {
    add(new Rule(target, ready, null, null, null));
  }

  /** Sim pods: sets how long after its start a container is ready. */
  public void setReadyDelay(Target target, Duration delay) {
    add(new Rule(target, null, delay, null, null));
  }

  /** Makes images fail to pull, or able to be pulled again at the next try. */
  public void setPullable(Target target, boolean pullable) {
    add(new Rule(target, null, null, pullable, null));
  }

  /** Sim pods: makes running containers exit with this code. */
  public void exit(Target target, int exitCode) {
    add(new Rule(target, null, null, null, exitCode));
  }

  /** Forgets all rules of a namespace. */
  public void clear(String namespace) {
    rules.removeIf(rule -> rule.target.namespace.equals(namespace));
    changed.run();
  }

  private void add(Rule rule) {
    rules.addFirst(rule);
    changed.run();
  }

  Optional<Boolean> ready(JsonNode pod, String image) {
    return first(pod, image, Rule::ready);
  }

  Optional<Duration> readyDelay(JsonNode pod, String image) {
    return first(pod, image, Rule::readyDelay);
  }

  Optional<Integer> exitCode(JsonNode pod, String image) {
    return first(pod, image, Rule::exitCode);
  }

  /** Images that end in {@code :bad} or begin with {@code bad/} cannot be pulled. */
  boolean pullable(JsonNode pod, String image) {
    return first(pod, image, Rule::pullable)
        .orElse(!image.endsWith(":bad") && !image.startsWith("bad/"));
  }

  private interface Field<T> {
    @Nullable T of(Rule rule);
  }

  private <T> Optional<T> first(JsonNode pod, String image, Field<T> field) {
    for (Rule rule : rules) {
      T value = field.of(rule);
      if (value != null && rule.target.matches(pod, image)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
