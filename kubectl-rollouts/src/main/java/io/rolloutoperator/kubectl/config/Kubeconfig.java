package io.rolloutoperator.kubectl.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What kubeconfig files say, merged: the first file to set a name or the current context wins.
 *
 * @param currentContext "" if no file names one
 */
public record Kubeconfig(
    String currentContext,
    Map<String, Entry> clusters,
    Map<String, Entry> users,
    Map<String, Entry> contexts) {

  /**
   * A cluster, user or context.
   *
   * @param tree its fields as the file has them
   * @param folder of its file: relative paths start there
   */
  public record Entry(JsonNode tree, Path folder) {

    /** A text field; empty if it is absent or "". */
    public Optional<String> text(String field) {
      JsonNode value = tree.path(field);
      return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
          ? Optional.of(value.asText())
          : Optional.empty();
    }

    /** A path field, resolved against the file's folder. */
    public Optional<Path> path(String field) {
      return text(field).map(folder::resolve);
    }

    public boolean flag(String field) {
      return tree.path(field).asBoolean(false);
    }
  }

  /** No file at all. */
  public static final Kubeconfig EMPTY = new Kubeconfig("", Map.of(), Map.of(), Map.of());

  public Kubeconfig {
    clusters = Map.copyOf(clusters);
    users = Map.copyOf(users);
    contexts = Map.copyOf(contexts);
  }

  /** Whether no file says anything about a cluster. */
  public boolean isEmpty() {
    return currentContext.isEmpty() && clusters.isEmpty() && contexts.isEmpty();
  }

  /**
   * One file.
   *
   * @throws CommandFailure if a name stands for two things
   */
  static Kubeconfig of(JsonNode file, Path folder) throws CommandFailure {
    return new Kubeconfig(
        file.path("current-context").asText(""),
        named(file.path("clusters"), "cluster", folder),
        named(file.path("users"), "user", folder),
        named(file.path("contexts"), "context", folder));
  }

  private static Map<String, Entry> named(JsonNode list, String field, Path folder)
      throws CommandFailure {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (JsonNode element : list) {
      String name = element.path("name").asText("");
      if (entries.put(name, new Entry(object(element.path(field)), folder)) != null) {
        throw new CommandFailure(
            "a kubeconfig in %s has two of the name %s \"%s\": remove one"
                .formatted(folder, field, name));
      }
    }
    return entries;
  }

  private static ObjectNode object(JsonNode tree) {
    return tree instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  /** Files in the order of {@code KUBECONFIG}. */
  static Kubeconfig merged(List<Kubeconfig> files) {
    Map<String, Entry> clusters = new LinkedHashMap<>();
    Map<String, Entry> users = new LinkedHashMap<>();
    Map<String, Entry> contexts = new LinkedHashMap<>();
    String current = "";
    for (Kubeconfig file : files) {
      file.clusters.forEach(clusters::putIfAbsent);
      file.users.forEach(users::putIfAbsent);
      file.contexts.forEach(contexts::putIfAbsent);
      current = current.isEmpty() ? file.currentContext : current;
    }
    return new Kubeconfig(current, clusters, users, contexts);
  }
}
