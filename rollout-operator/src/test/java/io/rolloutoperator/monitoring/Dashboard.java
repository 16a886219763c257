package io.rolloutoperator.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A dashboard of Grafana as its file has it.
 *
 * @param json the file's content
 */
public record Dashboard(JsonNode json) {
  /** All there are. */
  public static final List<String> FILES = List.of("releases.json", "release.json");

  private static final Path FOLDER = Monitoring.FOLDER.resolve("grafana");
  private static final String WINDOW = "1m";

  /** Reads {@code monitoring/grafana/NAME}. */
  public static Dashboard read(String name) {
    try {
      return new Dashboard(new ObjectMapper().readTree(Files.readString(FOLDER.resolve(name))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Panels that show something. */
  public List<JsonNode> panels() {
    return Json.elements(json.path("panels"))
        .filter(panel -> !panel.path("type").asText().equals("row"))
        .toList();
  }

  /** Annotations that ask Prometheus. */
  public List<JsonNode> annotations() {
    return Json.elements(json.at("/annotations/list")).toList();
  }

  /** What it asks Prometheus, as it stands in the file. */
  public List<String> expressions() {
    return Stream.concat(
            panels().stream()
                .flatMap(panel -> Json.elements(panel.path("targets")))
                .map(target -> target.path("expr").asText()),
            annotations().stream().map(annotation -> annotation.path("expr").asText()))
        .toList();
  }

  /**
   * What Grafana sends.
   *
   * @param chosen values of the variables besides those that have one in the file
   */
  public List<String> queries(Map<String, String> chosen) {
    return expressions().stream().map(expression -> filled(expression, chosen)).toList();
  }

  /**
   * The same by what shows it: the title of a panel, or of an annotation.
   *
   * @param chosen values of the variables besides those that have one in the file
   */
  public Map<String, List<String>> queriesByTitle(Map<String, String> chosen) {
    Map<String, List<String>> queries = new LinkedHashMap<>();
    for (JsonNode panel : panels()) {
      queries.put(
          panel.path("title").asText(),
          Json.elements(panel.path("targets"))
              .map(target -> filled(target.path("expr").asText(), chosen))
              .toList());
    }
    for (JsonNode annotation : annotations()) {
      queries.put(
          "annotation " + annotation.path("name").asText(),
          List.of(filled(annotation.path("expr").asText(), chosen)));
    }
    return queries;
  }

  private String filled(String expression, Map<String, String> chosen) {
    String filled = expression.replace("$__rate_interval", WINDOW);
    for (JsonNode variable : json.at("/templating/list")) {
      String name = variable.path("name").asText();
      String value = chosen.getOrDefault(name, variable.at("/current/value").asText());
      filled = filled.replace("$" + name, value);
    }
    return filled;
  }
}
