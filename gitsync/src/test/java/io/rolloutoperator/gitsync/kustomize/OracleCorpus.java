package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The repositories that are compared: each field of a kustomization alone, all pairs in one file,
 * all pairs with one in a base and the other in an overlay, and repositories written by hand.
 */
final class OracleCorpus {

  static final Path FOLDER = Path.of("src/test/resources/kustomize");
  private static final String FILE = "kustomization.yaml";
  private static final List<String> BASE_FILES =
      List.of("workloads.yaml", "network.yaml", "rights.yaml", "objects.yaml");

  private final Map<String, String> base = archive(FOLDER.resolve("base.txt"));
  private final NavigableMap<String, Map<String, String>> fragments = archives("fragments");

  /** All of them. */
  List<OracleTree> all() {
    return Stream.concat(withoutLayers().stream(), layers().stream()).toList();
  }

  List<OracleTree> withoutLayers() {
    return Stream.of(fields(), pairs(), written()).flatMap(List::stream).toList();
  }

  /** Each field alone. */
  List<OracleTree> fields() {
    return fragments.entrySet().stream()
        .map(each -> tree("field " + each.getKey(), "app", files("app", List.of(each.getValue()))))
        .toList();
  }

  /** Two fields in one file. */
  List<OracleTree> pairs() {
    List<OracleTree> trees = new ArrayList<>();
    fragments.forEach(
        (one, its) ->
            fragments
                .tailMap(one, false)
                .forEach(
                    (other, others) ->
                        trees.add(
                            tree(
                                "pair " + one + " " + other,
                                "app",
                                files("app", List.of(its, others))))));
    return trees;
  }

  /** A field in a base, a field in the overlay on it. */
  List<OracleTree> layers() {
    List<OracleTree> trees = new ArrayList<>();
    fragments.forEach(
        (lower, its) ->
            fragments.forEach(
                (upper, others) -> {
                  Map<String, String> files = files("base", List.of(its));
                  files.putAll(overlay(others));
                  trees.add(tree("layers " + lower + " " + upper, "overlay", files));
                }));
    return trees;
  }

  /** Repositories written by hand; every folder named {@code overlays/*} or {@code app} of them. */
  List<OracleTree> written() {
    List<OracleTree> trees = new ArrayList<>();
    archives("trees")
        .forEach(
            (name, files) ->
                files.keySet().stream()
                    .filter(
                        path -> path.matches("(overlays/[^/]+|app)/[Kk]ustomization(\\.ya?ml)?"))
                    .map(path -> path.substring(0, path.lastIndexOf('/')))
                    .distinct()
                    .forEach(
                        folder -> trees.add(tree("tree " + name + " " + folder, folder, files))));
    return trees;
  }

  /** Repositories that are not rendered here without the program. */
  List<OracleTree> outside() {
    return archives("outside").entrySet().stream()
        .map(each -> tree("outside " + each.getKey(), "app", each.getValue()))
        .toList();
  }

  private static OracleTree tree(String name, String folder, Map<String, String> files) {
    return new OracleTree(name, files, folder);
  }

  private Map<String, String> files(String folder, List<Map<String, String>> parts) {
    ObjectNode kustomization = Nodes.FACTORY.objectNode();
    BASE_FILES.forEach(kustomization.putArray("resources")::add);
    Map<String, String> files = new LinkedHashMap<>();
    base.forEach((path, text) -> files.put(folder + "/" + path, text));
    add(folder, parts, kustomization, files);
    return files;
  }

  private static Map<String, String> overlay(Map<String, String> part) {
    ObjectNode kustomization = Nodes.FACTORY.objectNode();
    kustomization.putArray("resources").add("../base");
    Map<String, String> files = new LinkedHashMap<>();
    add("overlay", List.of(part), kustomization, files);
    return files;
  }

  private static void add(
      String folder,
      List<Map<String, String>> parts,
      ObjectNode kustomization,
      Map<String, String> files) {
    for (Map<String, String> part : parts) {
      part.forEach((path, text) -> files.put(folder + "/" + path, text));
      merge(kustomization, parse(part.getOrDefault(FILE, "{}")));
    }
    files.put(folder + "/" + FILE, kustomization.toPrettyString());
  }

  private static JsonNode parse(String yaml) {
    return new YamlReader().read(FILE, yaml.getBytes(StandardCharsets.UTF_8)).getFirst().root();
  }

  private static void merge(ObjectNode into, JsonNode part) {
    part.properties()
        .forEach(
            each -> {
              JsonNode old = into.get(each.getKey());
              if (old instanceof ArrayNode list) {
                each.getValue().forEach(list::add);
              } else if (old instanceof ObjectNode mapping) {
                merge(mapping, each.getValue());
              } else {
                into.set(each.getKey(), each.getValue());
              }
            });
  }

  private static NavigableMap<String, Map<String, String>> archives(String folder) {
    NavigableMap<String, Map<String, String>> archives = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      files.forEach(
          file -> archives.put(file.getFileName().toString().replace(".txt", ""), archive(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archives;
  }

  private static Map<String, String> archive(Path file) {
    try {
      return TextArchive.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
