package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of rights in the documentation say what the shipped manifests grant. */
class DocumentedRightsTest {

  private static final Path ROOT = Path.of("..");

  /** Verbs of a row: perhaps of a subresource, perhaps of one object. */
  private static final Pattern GRANT =
      Pattern.compile("(?:`/(?<sub>[a-z]+)` )?(?<verbs>[a-z, ]+?)(?: of `(?<name>[a-z-]+)`)?");

  @ParameterizedTest(name = "{0}")
  @CsvSource({"operating.md, rbac.yaml", "webhooks.md, webhook.yaml webhook-secrets-role.yaml"})
  void theTableOfRightsIsThatOfTheManifest(String page, String manifests) throws IOException {
    Set<String> granted = new TreeSet<>();
    for (String manifest : manifests.split(" ", -1)) {
      granted.addAll(granted(manifest));
    }
    assertThat(documented(page)).isEqualTo(granted);
  }

  /** Each verb as {@code get replicasets}, with the one name that it is restricted to. */
  private static Set<String> granted(String manifest) throws IOException {
    Set<String> granted = new TreeSet<>();
    for (JsonNode object : Json.yaml(Files.readString(ROOT.resolve("deploy").resolve(manifest)))) {
      for (JsonNode rule : object.path("rules")) {
        List<String> names = texts(rule.path("resourceNames"));
        for (String resource : texts(rule.path("resources"))) {
          texts(rule.path("verbs"))
              .forEach(verb -> granted.add(right(verb, resource, String.join(" ", names))));
        }
      }
    }
    return granted;
  }

  private static Set<String> documented(String page) throws IOException {
    String text = Files.readString(ROOT.resolve("docs").resolve(page));
    int begin = text.indexOf("| Object | Verbs |");
    String table = text.substring(begin, text.indexOf("\n\n", begin));
    Set<String> documented = new TreeSet<>();
    for (String row : table.lines().skip(2).toList()) {
      String[] cells = row.split("\\|", -1);
      for (String object : cells[1].replace(", in the own namespace", "").split(",", -1)) {
        for (String part : cells[2].split(";", -1)) {
          rights(object.strip(), part.strip()).forEach(documented::add);
        }
      }
    }
    return documented;
  }

  private static Stream<String> rights(String object, String part) {
    Matcher grant = GRANT.matcher(part);
    assertThat(grant.matches()).as("verbs of %s: %s", object, part).isTrue();
    String resource = grant.group("sub") == null ? object : object + "/" + grant.group("sub");
    String name = grant.group("name") == null ? "" : grant.group("name");
    return Arrays.stream(grant.group("verbs").split(", ", -1))
        .map(verb -> right(verb, resource, name));
  }

  private static String right(String verb, String resource, String name) {
    return (verb + " " + resource + " " + name).strip();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
