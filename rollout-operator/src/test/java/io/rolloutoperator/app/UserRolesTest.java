package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped roles of people grant. */
class UserRolesTest {

  private static final Path FILE = Path.of("../deploy/user-roles.yaml");
  private static final String AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-";

  @ParameterizedTest
  @CsvSource({
    "view, false",
    "edit, true",
    "admin, true",
  })
  void theRolesOfKubernetesIncludeTheNamespacedKinds(String role, boolean writes)
      throws IOException {
    JsonNode rule = role("rollouts-aggregate-to-" + role).path("rules").path(0);

    assertThat(texts(rule.path("resources")))
        .containsExactly(
            "rollouts", "rollouts/scale", "analysistemplates", "analysisruns", "experiments");
    assertThat(texts(rule.path("verbs")))
        .contains("get", "list", "watch")
        .matches(verbs -> verbs.containsAll(List.of("create", "patch", "delete")) == writes);
    assertThat(aggregations(role("rollouts-aggregate-to-" + role)))
        .containsExactly(Map.entry(AGGREGATE + role, "true"));
  }

  /** It would be a way to the templates of other teams, and to a promotion without the right. */
  @Test
  void noneOfThemIncludesClusterScopedKindsOrTheStatus() throws IOException {
    assertThat(roles().filter(role -> !aggregations(role).isEmpty()))
        .hasSize(3)
        .noneMatch(role -> role.toString().contains("clusteranalysistemplates"))
        .noneMatch(role -> role.toString().contains("/status"));
  }

  @Test
  void whoPromotesHasARoleOfItsOwnThatNothingIncludes() throws IOException {
    JsonNode role = role("rollouts-operator");

    assertThat(aggregations(role)).isEmpty();
    assertThat(texts(role.path("rules").path(1).path("resources")))
        .containsExactly("rollouts/status");
    assertThat(texts(role.path("rules").path(1).path("verbs"))).contains("patch");
  }

  @Test
  void nothingIsGrantedByWildcard() throws IOException {
    assertThat(Files.readString(FILE).lines().filter(line -> !line.startsWith("#")))
        .noneMatch(line -> line.contains("*"));
  }

  private static JsonNode role(String name) throws IOException {
    return roles()
        .filter(role -> role.path("metadata").path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<? extends JsonNode> roles() throws IOException {
    return Json.yaml(Files.readString(FILE)).stream()
        .filter(role -> role.path("kind").asText().equals("ClusterRole"));
  }

  /** The labels by which roles of Kubernetes include this one. */
  private static Map<String, String> aggregations(JsonNode role) {
    return role.at("/metadata/labels").properties().stream()
        .filter(label -> label.getKey().startsWith(AGGREGATE))
        .collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue().asText()));
  }

  private static List<String> texts(JsonNode list) {
    return Json.elements(list).map(JsonNode::asText).toList();
  }
}
