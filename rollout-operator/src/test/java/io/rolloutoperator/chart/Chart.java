package io.rolloutoperator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The chart in this repository, and what Helm makes of it. */
public final class Chart {
  /** Where it is. */
  public static final Path FOLDER = Path.of("..", "helm", "rollout-operator");

  /** The namespace that it is rendered for. */
  public static final String NAMESPACE = "argo-rollouts";

  /** Values of the tests and what they render to. */
  static final Path TESTDATA = Path.of("src/test/resources/testdata/chart");

  private Chart() {}

  /** Runs {@code helm template} with more arguments, such as {@code --set replicas=3}. */
  public static ProgramRun render(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("template", "rollout-operator", FOLDER.toString(), "--namespace", NAMESPACE));
    all.addAll(List.of(arguments));
    return Helm.locate().run(all);
  }

  /** The objects that it renders to. */
  public static List<ObjectNode> objects(String... arguments) {
    return Json.yaml(render(arguments).orThrow()).stream().filter(o -> !o.isEmpty()).toList();
  }

  /**
   * One of these objects.
   *
   * @throws IllegalStateException if it is not there
   */
  public static JsonNode object(List<ObjectNode> objects, String kind, String name) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .filter(object -> object.path("metadata").path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + kind + " " + name));
  }

  /** The text of a file of the chart. */
  public static String file(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the values {@code NAME.values.yaml} of the tests render to. */
  public static String golden(String name) {
    try {
      return Files.readString(TESTDATA.resolve(name + ".golden"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of its values. */
  public static JsonNode schema() {
    return Json.parse(file("values.schema.json"));
  }
}
