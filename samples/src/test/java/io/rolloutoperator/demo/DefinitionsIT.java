package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Definitions of a group of this test's own: those of argoproj.io are used by other tests. */
@RequiresCluster
class DefinitionsIT {

  private static final String GROUP = "demo.example.com";

  private static TestNamespace namespace;
  private final Screen screen = new Screen.Plain(new PrintStream(OutputStream.nullOutputStream()));

  @BeforeAll
  static void cluster(TestNamespace namespace) {
    DefinitionsIT.namespace = namespace;
  }

  @Test
  void whatIsInstalledIsRemovedAndWhatWasThereStays() throws Exception {
    ObjectNode there = definition("apples", "Apple", "Size");
    ObjectNode missing = definition("pears", "Pear", "Size");
    namespace.apply(Json.write(there));

    Definitions definitions = definitions(List.of(there, missing), false);
    assertThat(definitions.missing()).isEqualTo(1);
    definitions.install();
    assertThat(exists("pears")).isTrue();
    definitions.remove();

    assertThat(exists("pears")).isFalse();
    assertThat(exists("apples")).isTrue();
  }

  @Test
  void definitionsInUseStay() throws Exception {
    Definitions definitions = definitions(List.of(definition("plums", "Plum", "Size")), false);
    definitions.install();
    namespace.apply("{apiVersion: demo.example.com/v1, kind: Plum, metadata: {name: mine}}");

    definitions.remove();

    assertThat(exists("plums")).isTrue();
    assertThat(screen.written().getLast().plain()).contains("in use");
  }

  @Test
  void definitionsStayAsTold() throws Exception {
    Definitions definitions = definitions(List.of(definition("figs", "Fig", "Size")), true);
    definitions.install();

    definitions.remove();

    assertThat(exists("figs")).isTrue();
  }

  @Test
  void definitionOfAnotherOriginIsRefused() {
    namespace.apply(Json.write(definition("kiwis", "Kiwi", "Of somebody else")));

    assertThatThrownBy(() -> definitions(List.of(definition("kiwis", "Kiwi", "Size")), false))
        .isInstanceOf(StoryException.class)
        .hasMessageStartingWith("the CRD kiwis.demo.example.com of this cluster is that of another")
        .hasMessageEndingWith("nothing was changed");
  }

  private Definitions definitions(List<ObjectNode> wanted, boolean stay) {
    return new Definitions(namespace.client(), screen, wanted, stay);
  }

  private static boolean exists(String plural) throws Exception {
    return namespace
        .cluster()
        .api()
        .get(
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/%s.%s"
                .formatted(plural, GROUP))
        .ok();
  }

  private static ObjectNode definition(String plural, String kind, String column) {
    return Json.yaml(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: %1$s.demo.example.com}
            spec:
              group: demo.example.com
              names: {kind: %2$s, plural: %1$s}
              scope: Namespaced
              versions:
              - name: v1
                served: true
                storage: true
                additionalPrinterColumns: [{name: %3$s, type: string, jsonPath: .spec.size}]
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """
                .formatted(plural, kind, column))
        .getFirst();
  }
}
