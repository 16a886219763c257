package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The CustomResourceDefinitions on a user's cluster: those that were there, those that are ours.
 */
final class Definitions {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup("apiextensions.k8s.io")
          .withVersion("v1")
          .withKind("CustomResourceDefinition")
          .withPlural("customresourcedefinitions")
          .withNamespaced(false)
          .build();

  private final KubernetesClient client;
  private final Screen screen;
  private final boolean stay;
  private final List<ObjectNode> missing = new ArrayList<>();
  private final List<ObjectNode> installed = new ArrayList<>();

  /**
   * Looks at what the cluster has.
   *
   * @param wanted all definitions that are needed
   * @param stay whether those that are going to be installed are left in the end
   * @throws StoryException if the cluster has one of another origin
   */
  Definitions(KubernetesClient client, Screen screen, List<ObjectNode> wanted, boolean stay) {
    this.client = client;
    this.screen = screen;
    this.stay = stay;
    for (ObjectNode definition : wanted) {
      GenericKubernetesResource found = all().withName(name(definition)).get();
      if (found == null) {
        missing.add(definition);
      } else if (!sameOrigin(
          definition, Json.parse(client.getKubernetesSerialization().asJson(found)))) {
        throw new StoryException(
            ("the CRD %s of this cluster is that of another installation, such as Argo Rollouts;"
                    + " nothing was changed")
                .formatted(name(definition)));
      }
    }
  }

  /** How many are going to be installed. */
  int missing() {
    return missing.size();
  }

  /** Installs those that are missing and returns when the API server serves them. */
  void install() throws InterruptedException {
    for (ObjectNode definition : missing) {
      installed.add(definition);
      all()
          .resource(
              client
                  .getKubernetesSerialization()
                  .unmarshal(Json.write(definition), GenericKubernetesResource.class))
          .fieldManager("rollout-demo")
          .forceConflicts()
          .serverSideApply();
    }
    for (ObjectNode definition : installed) {
      await(name(definition) + " is not served", () -> established(name(definition)));
    }
  }

  /** Removes what was installed, unless somebody uses it by now. */
  void remove() throws InterruptedException {
    if (installed.isEmpty()) {
      return;
    }
    if (stay || installed.stream().anyMatch(this::used)) {
      screen.line("   left the CRDs of this operator " + (stay ? "as told" : "as they are in use"));
      return;
    }
    screen.status(Line.of("   deleting the CRDs …"));
    for (ObjectNode definition : installed) {
      all().withName(name(definition)).delete();
    }
    for (ObjectNode definition : installed) {
      await(
          name(definition) + " is not gone", () -> all().withName(name(definition)).get() == null);
    }
    screen.line("   deleted the %d CRDs that were installed".formatted(installed.size()));
  }

  /** All but the schemas, which change from version to version, is as we have it. */
  private static boolean sameOrigin(JsonNode ours, JsonNode theirs) {
    JsonNode version = ours.path("spec").path("versions").path(0);
    JsonNode served = theirs.path("spec").path("versions").path(0);
    return version.path("name").equals(served.path("name"))
        && version.path("additionalPrinterColumns").equals(served.path("additionalPrinterColumns"));
  }

  private boolean used(ObjectNode definition) {
    JsonNode spec = definition.path("spec");
    if (all().withName(name(definition)).get() == null) {
      return false;
    }
    return !client
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(spec.path("group").asText())
                .withVersion(spec.path("versions").path(0).path("name").asText())
                .withKind(spec.path("names").path("kind").asText())
                .withPlural(spec.path("names").path("plural").asText())
                .withNamespaced(spec.path("scope").asText().equals("Namespaced"))
                .build())
        .inAnyNamespace()
        .list()
        .getItems()
        .isEmpty();
  }

  private boolean established(String name) {
    GenericKubernetesResource found = all().withName(name).get();
    return found != null
        && Json.elements(
                Json.parse(client.getKubernetesSerialization().asJson(found))
                    .path("status")
                    .path("conditions"))
            .anyMatch(
                c ->
                    c.path("type").asText().equals("Established")
                        && c.path("status").asText().equals("True"));
  }

  private static void await(String otherwise, BooleanSupplier condition)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new StoryException(
            "the CRD %s after %d s".formatted(otherwise, PATIENCE.toSeconds()));
      }
      Thread.sleep(POLL);
    }
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      all() {
    return client.genericKubernetesResources(KIND);
  }

  private static String name(JsonNode definition) {
    return definition.path("metadata").path("name").asText();
  }
}
