package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.api.template.PodTemplateHash;
import io.rolloutoperator.gitsync.kustomize.KustomizeRenderer;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.render.PlainOptions;
import io.rolloutoperator.gitsync.render.PlainRenderer;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** With the renderers that are in force: what they looked at is enough to render it in memory. */
class RevertDecisionTest {

  private static final Rendering RENDERING =
      new Rendering(
          Rendering.Mode.AUTO, true, List.of(), List.of(), JsonNodeFactory.instance.objectNode());

  private static final String ROLLOUT =
      """
      # the app
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: my-app}
      spec:
        replicas: 3
        selector: {matchLabels: {app: my-app}}
        template:
          metadata: {labels: {app: my-app}}
          spec:
            containers:
            - name: app   # the only one
              image: my-app:1
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: my-app}
      spec: {ports: [{port: 80}]}
      """;

  private static final String OVERLAY =
      """
      resources: [../../base]
      patches:
      - path: patch.yaml
        target: {kind: Rollout}
      images:
      - {name: my-app, newTag: '1'}   # pinned
      """;

  private static final Map<String, String> KUSTOMIZED =
      Map.of(
          "base/kustomization.yaml", "resources: [rollout.yaml, service.yaml]\n",
          "base/rollout.yaml", ROLLOUT,
          "base/service.yaml", SERVICE,
          "overlays/prod/kustomization.yaml", OVERLAY,
          "overlays/prod/patch.yaml", "- {op: replace, path: /spec/replicas, value: 5}\n",
          "overlays/prod/README.md", "not an input\n",
          "other/kustomization.yaml", "resources: []\n");

  @Test
  void aTagOfAnOverlayIsRestoredAndNothingElse() {
    Map<String, String> bad =
        changed(
            KUSTOMIZED,
            Map.of(
                "overlays/prod/kustomization.yaml",
                OVERLAY.replace("'1'", "'2'"),
                "overlays/prod/patch.yaml",
                "- {op: replace, path: /spec/replicas, value: 9}\n",
                "base/service.yaml",
                SERVICE.replace("80", "81"),
                "other/kustomization.yaml",
                "namePrefix: x-\n"));
    assertThat(plan(kustomize(), KUSTOMIZED, bad))
        .isEqualTo(
            files(
                Map.of(
                    "overlays/prod/kustomization.yaml",
                    write(KUSTOMIZED, "overlays/prod/kustomization.yaml"))));
  }

  @Test
  void aPatchThatTheCommitAddedStaysAsAFileThatNobodyNames() {

    Map<String, String> bad =
        changed(
            KUSTOMIZED,
            Map.of(
                "overlays/prod/kustomization.yaml",
                OVERLAY.replace("images:", "- path: env.yaml\n  target: {kind: Rollout}\nimages:"),
                "overlays/prod/env.yaml",
                "- {op: add, path: /spec/template/metadata/labels/x, value: y}\n"));
    assertThat(plan(kustomize(), KUSTOMIZED, bad))
        .isEqualTo(
            files(
                Map.of(
                    "overlays/prod/kustomization.yaml",
                    write(KUSTOMIZED, "overlays/prod/kustomization.yaml"))));
  }

  @Test
  void aBaseThatOthersShareIsRestoredIfTheTemplateIsThere() {
    Map<String, String> bad =
        changed(
            KUSTOMIZED, Map.of("base/rollout.yaml", ROLLOUT.replace("name: app ", "name: app2 ")));
    assertThat(plan(kustomize(), KUSTOMIZED, bad))
        .isEqualTo(files(Map.of("base/rollout.yaml", write(KUSTOMIZED, "base/rollout.yaml"))));
  }

  @Test
  void aPlainFileThatWasRenamedGetsItsNameBack() {
    Map<String, String> healthy =
        Map.of("app/rollout.yaml", ROLLOUT, "app/service.yaml", SERVICE, "b/x.yaml", "a: 1");
    Map<String, String> bad =
        changed(
            healthy,
            Map.of(
                "app/rollout.yaml", "",
                "app/my-app.yaml", ROLLOUT.replace("my-app:1", "my-app:2"),
                "app/service.yaml", SERVICE.replace("80", "81")));
    assertThat(plan(plain(), healthy, bad))
        .isEqualTo(
            files(
                Map.of(
                    "app/my-app.yaml",
                    new FileChange.Delete(),
                    "app/rollout.yaml",
                    write(healthy, "app/rollout.yaml"))));
  }

  private static RevertPlan plan(
      RolloutRendering rendering, Map<String, String> healthy, Map<String, String> bad) {
    CommitTree tip = tree(bad);
    BadRelease release =
        new BadRelease(
            "shop",
            "my-app",
            "0f1e2d3",
            "1a2b3c4",
            rendering.render(tree(healthy)).templateHash().orElseThrow(),
            rendering.render(tip).templateHash().orElseThrow(),
            List.of(),
            List.of());
    RevertRequest request =
        new RevertRequest(
            release,
            "main",
            tree(healthy),
            tip,
            "",
            List.of(),
            new RevertRequest.Signature(new NewCommit.Author("a", "a@b"), "1"));
    return new RevertDecision(request, rendering).plan(new CommitPush.Tip.Found("1a2b", tip, ""));
  }

  private static RolloutRendering kustomize() {
    return tree ->
        rendered(new KustomizeRenderer(RenderLimits.DEFAULT, false), tree, "overlays/prod");
  }

  private static RolloutRendering plain() {
    PlainRenderer renderer = new PlainRenderer(new PlainOptions("", false), RenderLimits.DEFAULT);
    return tree -> rendered(renderer, tree, "app");
  }

  private static RolloutRendering.Rendered rendered(
      Renderer renderer, CommitTree tree, String path) {
    RenderResult result = renderer.render(tree, new Revision("main", "1a2b"), path, RENDERING);
    Optional<String> hash =
        switch (result) {
          case RenderResult.Rendered done ->
              done.manifests().stream()
                  .map(Manifest::object)
                  .filter(object -> object.path("kind").asText().equals("Rollout"))
                  .map(object -> hash(object.at("/spec/template")))
                  .findFirst();
          case RenderResult.Failed _ -> Optional.empty();
        };
    return new RolloutRendering.Rendered(hash, result.inputs());
  }

  private static String hash(JsonNode template) {
    return Objects.requireNonNull(PodTemplateHash.of(template, null));
  }

  private static FileTree tree(Map<String, String> texts) {
    SortedMap<String, FileContent> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, FileContent.of(text)));
    return new FileTree(files);
  }

  private static Map<String, String> changed(
      Map<String, String> files, Map<String, String> changes) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.putAll(changes);
    changed.values().removeIf(String::isEmpty);
    return changed;
  }

  private static RevertPlan files(Map<String, FileChange> changes) {
    return new RevertPlan.Files(new TreeMap<>(changes));
  }

  private static FileChange write(Map<String, String> files, String path) {
    return new FileChange.Write(FileContent.of(Objects.requireNonNull(files.get(path))));
  }
}
