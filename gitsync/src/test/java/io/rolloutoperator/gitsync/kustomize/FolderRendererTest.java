package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.PlainOptions;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.MemoryTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which engine renders a folder, the unit's overlay on top, and what makes it render again. */
class FolderRendererTest {

  private static final Revision REVISION = new Revision("main", "0".repeat(40));
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, labels: {app: web}}
      spec:
        template:
          spec:
            containers:
            - {name: web, image: "web:1", envFrom: [{configMapRef: {name: settings}}]}
      """;
  private static final MemoryTree REPOSITORY =
      MemoryTree.of()
          .with("base/kustomization.yaml", "resources: [web.yaml]\nnamePrefix: base-")
          .with("base/web.yaml", DEPLOYMENT)
          .with("base/README.md", "nothing")
          .with("app/kustomization.yaml", "resources: [../base]")
          .with("plain/web.yaml", DEPLOYMENT)
          .with("other/x.yaml", DEPLOYMENT);

  private final FolderRenderer renderer =
      new FolderRenderer(new PlainOptions("", true), RenderLimits.DEFAULT, Optional.empty());

  @Test
  void aKustomizationFileDecides() {
    assertThat(names(render("app", Rendering.Mode.AUTO, "{}"))).containsExactly("base-web");
    assertThat(names(render("plain", Rendering.Mode.AUTO, "{}"))).containsExactly("web");
  }

  @Test
  void theModeOfTheUnitOverridesIt() {
    assertThat(render("plain", Rendering.Mode.KUSTOMIZE, "{}"))
        .isInstanceOfSatisfying(
            RenderResult.Failed.class,
            failed -> assertThat(failed.message()).isEqualTo("plain: has no kustomization.yaml"));
    assertThat(names(render("base", Rendering.Mode.PLAIN, "{}"))).contains("web");
  }

  @Test
  void theOverlayComesOnTop() {
    String overlay =
        """
        namePrefix: top-
        nameSuffix: -end
        images: [{name: web, newTag: "2"}]
        commonMetadata: {labels: {team: shop}, annotations: {note: "1"}}
        patches:
        - target: {kind: Deployment, name: web}
          patch: '[{"op": "add", "path": "/spec/replicas", "value": 3}]'
        """;

    ObjectNode object = objects(render("app", Rendering.Mode.AUTO, overlay)).getFirst();

    assertThat(object.at("/metadata/name").asText()).isEqualTo("top-base-web-end");
    assertThat(object.at("/metadata/labels/team").asText()).isEqualTo("shop");
    assertThat(object.at("/metadata/annotations/note").asText()).isEqualTo("1");
    assertThat(object.at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(object.at("/spec/template/metadata").isMissingNode()).isTrue();
    assertThat(object.at("/spec/template/spec/containers/0/image").asText()).isEqualTo("web:2");
  }

  @Test
  void theOverlayComesOnPlainFilesToo() {
    MemoryTree tree =
        REPOSITORY.with(
            "plain/parts/kustomization.yaml",
            """
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            configMapGenerator: [{name: settings, literals: [a=b]}]
            """);

    Rendering rendering =
        new Rendering(
            Rendering.Mode.AUTO,
            false,
            List.of(),
            List.of(),
            mapping("{namePrefix: top-, components: [parts]}"));
    List<ObjectNode> objects = objects(renderer.render(tree, REVISION, "plain", rendering));

    assertThat(objects.getFirst().at("/metadata/name").asText()).isEqualTo("top-web");
    String generated = objects.getLast().at("/metadata/name").asText();
    assertThat(generated).startsWith("top-settings-");
    assertThat(
            objects.getFirst().at("/spec/template/spec/containers/0/envFrom/0/configMapRef/name"))
        .hasToString("\"" + generated + "\"");
  }

  @Test
  void anUnknownFieldOfTheOverlayIsNamed() {
    assertThat(render("app", Rendering.Mode.AUTO, "{namespace: x}"))
        .isInstanceOfSatisfying(
            RenderResult.Failed.class,
            failed ->
                assertThat(failed.message()).isEqualTo("spec.render: unknown field \"namespace\""));
  }

  @Test
  void aComponentOfTheOverlayIsNeverRemote() {
    assertThat(render("app", Rendering.Mode.AUTO, "{components: [\"https://example.com/x\"]}"))
        .isInstanceOfSatisfying(
            RenderResult.Failed.class,
            failed ->
                assertThat(failed.message())
                    .isEqualTo(
                        "spec.render: remote resource \"https://example.com/x\" is not allowed"));
  }

  @Test
  void aComponentOfTheOverlayThatNeedsTheBinarySaysWhereItIsPossible() {
    MemoryTree tree =
        REPOSITORY.with(
            "plain/parts/kustomization.yaml",
            "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nvars: []");
    Rendering rendering =
        new Rendering(
            Rendering.Mode.AUTO, false, List.of(), List.of(), mapping("{components: [parts]}"));

    assertThat(renderer.render(tree, REVISION, "plain", rendering))
        .isInstanceOfSatisfying(
            RenderResult.Failed.class,
            failed ->
                assertThat(failed.message())
                    .isEqualTo(
                        "plain/parts/kustomization.yaml: \"vars\" is not possible in a component of"
                            + " spec.render: name the component in the folder's own"
                            + " kustomization"));
  }

  @Test
  void onlyWhatWasReadMakesItRenderAgain() {
    RenderResult result = render("app", Rendering.Mode.AUTO, "{}");

    assertThat(result.inputs().ids())
        .containsKeys("app/kustomization.yaml", "base/kustomization.yaml", "base/web.yaml")
        .containsEntry("app/Kustomization", "");
    assertThat(result.inputs().sameIn(REPOSITORY.with("base/README.md", "new"))).isTrue();
    assertThat(result.inputs().sameIn(REPOSITORY.with("other/x.yaml", "new"))).isTrue();
    assertThat(result.inputs().sameIn(REPOSITORY.with("base/web.yaml", "new"))).isFalse();
    assertThat(result.inputs().sameIn(REPOSITORY.with("app/kustomization.yml", "new"))).isFalse();
  }

  @Test
  void aKustomizationThatAppearsMakesAPlainFolderRenderAgain() {
    RenderResult result = render("plain", Rendering.Mode.AUTO, "{}");

    assertThat(result.inputs().sameIn(REPOSITORY.with("plain/kustomization.yaml", "x"))).isFalse();
  }

  private RenderResult render(String path, Rendering.Mode mode, String overlay) {
    return renderer.render(
        REPOSITORY,
        REVISION,
        path,
        new Rendering(mode, true, List.of(), List.of(), mapping(overlay)));
  }

  private static ObjectNode mapping(String yaml) {
    return (ObjectNode)
        new YamlReader().read("overlay", yaml.getBytes(StandardCharsets.UTF_8)).getFirst().root();
  }

  private static List<ObjectNode> objects(RenderResult result) {
    assertThat(result).isInstanceOf(RenderResult.Rendered.class);
    return ((RenderResult.Rendered) result).manifests().stream().map(Manifest::object).toList();
  }

  private static List<String> names(RenderResult result) {
    return objects(result).stream().map(o -> o.at("/metadata/name").asText()).toList();
  }
}
