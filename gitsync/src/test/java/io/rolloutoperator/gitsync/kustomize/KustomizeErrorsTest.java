package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.MemoryTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads whose kustomization cannot be rendered. */
class KustomizeErrorsTest {

  private static final Revision REVISION = new Revision("main", "0".repeat(40));
  private static final String MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      data: {a: b}
      """;

  static Stream<Arguments> badPaths() {
    return Stream.of(
        arguments(
            "resources: [../b]",
            "-- b/kustomization.yaml --\nresources: [../app]",
            "kustomization cycle: app -> b -> app"),
        arguments("resources: [.]", "", "kustomization cycle: app -> app"),
        arguments("resources: [..]", "", "kustomization cycle: app -> ."),
        arguments(
            "namePrefix: a",
            "-- app/Kustomization --\nnamePrefix: b",
            "more than one kustomization file in app"),
        arguments("resources: [../../../x]", "", "path \"../../../x\" escapes the repository"),
        arguments("resources: [/etc]", "", "path \"/etc\" escapes the repository"),
        arguments(
            "resources: [nothing.yaml]",
            "",
            "app/kustomization.yaml: resource \"nothing.yaml\" not found"),
        arguments(
            "resources: [../a.yaml]",
            "-- a.yaml --\n" + MAP,
            "app/kustomization.yaml:1: file \"../a.yaml\" is not in or below the folder"),
        arguments(
            "configMapGenerator: [{name: a, files: [none.txt]}]",
            "",
            "app/kustomization.yaml:1: file \"none.txt\" not found"),
        arguments("resources: [../b]", "-- b/x.yaml --\n" + MAP, "b: has no kustomization.yaml"));
  }

  static Stream<Arguments> badFields() {
    return Stream.of(
        arguments(
            "resources: [https://example.com/x.yaml]",
            "",
            "app/kustomization.yaml: remote resource \"https://example.com/x.yaml\" is not allowed"),
        arguments(
            "resources: [\"github.com/example/shop//base?ref=v1\"]",
            "",
            "app/kustomization.yaml: remote resource \"github.com/example/shop//base?ref=v1\" is not allowed"),
        arguments(
            "components: [\"https://example.com/x\"]",
            "",
            "app/kustomization.yaml: remote resource \"https://example.com/x\" is not allowed"),
        arguments(
            "patches: [{path: \"https://example.com/x\"}]",
            "",
            "app/kustomization.yaml: remote resource \"https://example.com/x\" is not allowed"),
        arguments(
            "namePrefix: a\n\n\n# four\nresource: [a.yaml]",
            "",
            "app/kustomization.yaml:5: unknown field \"resource\""),
        arguments(
            "images:\n- name: a\n  newtag: b",
            "",
            "app/kustomization.yaml:3: unknown field \"newtag\""),
        arguments(
            "images:\n- name: a\n  newTag: 1.2",
            "",
            "app/kustomization.yaml:3: \"newTag\" must be a text (in quotes)"),
        arguments(
            "commonLabels: {a: 1}",
            "",
            "app/kustomization.yaml:1: \"commonLabels\" must be texts only"),
        arguments(
            "resources: [a.yaml]\npatches: [{path: p.yaml}]",
            "-- app/p.yaml --\napiVersion: v1\nkind: Secret\nmetadata: {name: a}",
            "patch p.yaml matches no object"),
        arguments(
            "resources: [a.yaml]\npatches:\n- patch: '{kind: Secret, metadata: {name: a}}'",
            "",
            "patch app/kustomization.yaml:3 matches no object"),
        arguments(
            "helmCharts: []",
            "",
            "app/kustomization.yaml: \"helmCharts\" needs the kustomize binary, which is not configured"),
        arguments(
            "resources: [a.yaml, b.yaml]",
            "-- app/b.yaml --\n" + MAP,
            "app/b.yaml:1: ConfigMap a already defined in app/a.yaml:1"),
        arguments(
            "replicas: [{name: shop, count: 2}]",
            "",
            "app/kustomization.yaml:1: replicas: no Deployment, StatefulSet, ReplicaSet or"
                + " ReplicationController is named \"shop\"; use a patch for other kinds"),
        arguments("{}", "", "app/kustomization.yaml: is empty"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource({"badPaths", "badFields"})
  void saysWhatIsWrongAndWhere(String kustomization, String more, String message) {
    MemoryTree tree =
        MemoryTree.of(TextArchive.parse(more))
            .with("app/kustomization.yaml", kustomization)
            .with("app/a.yaml", MAP);

    assertThat(messageOf(tree, "app")).isEqualTo(message);
  }

  @Test
  void neitherLinksNorSubmodulesAreFollowed() {
    MemoryTree tree = MemoryTree.of().with("app/kustomization.yaml", "resources: [x.yaml]");

    assertThat(messageOf(tree.withSymlink("app/x.yaml", "../secret"), "app"))
        .isEqualTo("app/x.yaml: symbolic link not allowed");
    assertThat(messageOf(tree.withSubmodule("app/x.yaml"), "app"))
        .isEqualTo("app/x.yaml: Git submodules are not supported");
  }

  @Test
  void aFolderThatIsNotThereIsNamedWithItsRevision() {
    assertThat(messageOf(MemoryTree.of(), "overlays/production"))
        .isEqualTo("path \"overlays/production\" not found in main@sha1:" + "0".repeat(40));
  }

  @Test
  void noValueOfAGeneratedSecretIsInAMessage() {
    MemoryTree tree =
        MemoryTree.of()
            .with(
                "app/kustomization.yaml",
                "secretGenerator: [{name: a, literals: [key=hunter2, key=hunter3]}]");

    assertThat(messageOf(tree, "app"))
        .isEqualTo("app/kustomization.yaml:1: key \"key\" comes twice");
  }

  @Test
  void noValueThatAReplacementTakesFromASecretIsInAMessage() {
    MemoryTree tree =
        MemoryTree.of()
            .with(
                "app/kustomization.yaml",
                """
                resources: [a.yaml]
                replacements:
                - source: {kind: Secret, fieldPath: stringData.key}
                  targets:
                  - {select: {kind: Service}, fieldPaths: [spec.port]}
                """)
            .with(
                "app/a.yaml",
                """
                {apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {key: hunter2}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {port: 1}}
                """);

    assertThat(messageOf(tree, "app"))
        .isEqualTo(
            "app/kustomization.yaml:3: replacements: the value does not fit where there is a number"
                + " now");
  }

  private static String messageOf(MemoryTree tree, String path) {
    RenderResult result =
        new KustomizeRenderer(RenderLimits.DEFAULT, true)
            .render(
                tree,
                REVISION,
                path,
                new Rendering(
                    Rendering.Mode.KUSTOMIZE,
                    true,
                    List.of(),
                    List.of(),
                    Nodes.FACTORY.objectNode()));
    return result instanceof RenderResult.Failed failed ? failed.message() : "";
  }
}
