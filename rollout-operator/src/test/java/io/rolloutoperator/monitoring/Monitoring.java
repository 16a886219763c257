package io.rolloutoperator.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of {@code monitoring/}. */
public final class Monitoring {
  /** Where they are. */
  public static final Path FOLDER = Path.of("..", "monitoring");

  /** Beginnings of the names of metrics that the operator has. */
  private static final Pattern OWN =
      Pattern.compile(
          "\\b(?:rollout|analysis|experiment|gitsync|workqueue|controller_clientset)_[a-z0-9_]+");

  private static final Pattern PART = Pattern.compile("_(?:bucket|sum|count)$");

  private Monitoring() {}

  /** The alert rules. */
  public static List<JsonNode> alerts() {
    return yaml("rules.yaml")
        .flatMap(file -> Json.elements(file.path("groups")))
        .flatMap(group -> Json.elements(group.path("rules")))
        .toList();
  }

  /** The cases of their tests. */
  public static List<JsonNode> alertTests() {
    return yaml("rules-test.yaml")
        .flatMap(file -> Json.elements(file.path("tests")))
        .flatMap(test -> Json.elements(test.path("alert_rule_test")))
        .toList();
  }

  /** Names of our own metrics in an expression, histograms by the name of the whole. */
  public static Set<String> ownMetrics(String expression) {
    return OWN.matcher(expression)
        .results()
        .map(name -> PART.matcher(name.group()).replaceFirst(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<JsonNode> yaml(String name) {
    try {
      return Json.yaml(Files.readString(FOLDER.resolve(name))).stream().map(JsonNode.class::cast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
