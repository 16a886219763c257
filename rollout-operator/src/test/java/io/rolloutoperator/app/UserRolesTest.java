package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(role("rollouts-aggregate-to-" + role).path("metadata").path("labels").properties())
        .singleElement()
        .satisfies(label -> assertThat(label.getKey()).isEqualTo(AGGREGATE + role))
        .satisfies(label -> assertThat(label.getValue().asText()).isEqualTo("true"));
  }

  /** It would be a way to the templates of other teams, and to a promotion without the right. */
  @Test
  void noneOfThemIncludesClusterScopedKindsOrTheStatus() throws IOException {
    assertThat(roles().filter(role -> role.path("metadata").has("labels")))
        .hasSize(3)
        .noneMatch(role -> role.toString().contains("clusteranalysistemplates"))
        .noneMatch(role -> role.toString().contains("/status"));
  }

  @Test
  void whoPromotesHasARoleOfItsOwnThatNothingIncludes() throws IOException {
    JsonNode role = role("rollouts-operator");

    assertThat(role.path("metadata").has("labels")).isFalse();
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

  private static List<String> texts(JsonNode list) {
    return Json.elements(list).map(JsonNode::asText).toList();
  }
}
