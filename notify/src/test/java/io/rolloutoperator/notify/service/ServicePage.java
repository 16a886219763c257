package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.config.YamlTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation about one service: an example in YAML, what is sent for it, and two
 * tables of what can be said.
 */
record ServicePage(Path file, String text) {

  private static final Path FOLDER = Path.of("..", "docs", "notifications");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String SENT = "```text\n";
  private static final String END = "```\n";

  /**
   * What the page tells people to apply.
   *
   * @param config data of the ConfigMap
   * @param secrets of the Secret
   * @param rollout with its subscription
   */
  record Example(Map<String, String> config, Map<String, String> secrets, JsonNode rollout) {}

  /** All of them. */
  static Stream<ServicePage> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> !file.endsWith("README.md"))
          .sorted()
          .map(ServicePage::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServicePage read(Path file) {
    try {
      return new ServicePage(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first block of YAML. */
  Example example() {
    ObjectNode objects = JsonNodeFactory.instance.objectNode();
    for (String document : between("```yaml\n", END).split("(?m)^---\n", -1)) {
      JsonNode object =
          switch (YamlTree.read(document)) {
            case YamlTree.Reading.Read(JsonNode tree) -> tree;
            case YamlTree.Reading.Unreadable(String why) ->
                throw new IllegalArgumentException(file + ": " + why);
          };
      objects.set(object.path("kind").asText(), object);
    }
    return new Example(
        texts(objects.path("ConfigMap").path("data")),
        texts(objects.path("Secret").path("stringData")),
        objects.path("Rollout"));
  }

  private static Map<String, String> texts(JsonNode tree) {
    Map<String, String> texts = new LinkedHashMap<>();
    tree.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  /** What the page says that is sent: at the beginning, and at the end of what lasts. */
  List<String> sent() {
    List<String> sent = new ArrayList<>();
    for (String block : text.substring(text.indexOf(SENT)).split(SENT, -1)) {
      sent.add(block.substring(0, Math.max(block.indexOf(END), 0)));
    }
    return sent.subList(1, sent.size());
  }

  /** Writes other texts in their place. */
  void write(List<String> sent) throws IOException {
    List<String> before = sent();
    String after = text;
    for (int i = 0; i < before.size(); i++) {
      after = after.replace(SENT + before.get(i) + END, SENT + sent.get(i) + END);
    }
    Files.writeString(file, after);
  }

  /** The first column of the table with this head. */
  Set<String> column(String head) {
    Set<String> names = new TreeSet<>();
    text.lines()
        .dropWhile(Predicate.not(line -> line.startsWith("| " + head + " |")))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.split("\\|", -1)[1])
        .forEach(cell -> CODE.matcher(cell).results().forEach(code -> names.add(code.group(1))));
    return names;
  }

  private String between(String begin, String end) {
    int from = text.indexOf(begin);
    int to = from < 0 ? -1 : text.indexOf(end, from + begin.length());
    if (to < 0) {
      throw new IllegalArgumentException(file + " has no block " + begin.strip());
    }
    return text.substring(from + begin.length(), to);
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
