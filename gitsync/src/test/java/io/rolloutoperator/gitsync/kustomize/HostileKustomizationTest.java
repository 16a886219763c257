package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.MemoryTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few small files must not stand for a huge tree. */
class HostileKustomizationTest {

  private static final int LAYERS = 20;

  @Test
  void layersThatDoubleTheirBasesEndAtTheLimitOfObjects() {
    StringBuilder objects = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      objects
          .append("---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: c")
          .append(i)
          .append("}}\n");
    }
    MemoryTree tree =
        doubled()
            .with("l0/kustomization.yaml", "resources: [objects.yaml]")
            .with("l0/objects.yaml", objects.toString());

    assertThat(messageOf(tree)).isEqualTo("more than 10000 objects");
  }

  @Test
  void layersWithoutObjectsEndAtTheLimitOfKustomizations() {
    MemoryTree tree = doubled().with("l0/kustomization.yaml", "namePrefix: a");

    assertThat(messageOf(tree)).isEqualTo("more than 10000 kustomizations");
  }

  @Test
  void aLargeFileThatIsNamedAgainAndAgainEndsAtTheLimitOfBytes() {
    MemoryTree tree =
        doubled()
            .with("l0/large.txt", "x".repeat(2 << 20))
            .with("l0/kustomization.yaml", "configMapGenerator: [{name: a, files: [large.txt]}]");

    assertThat(messageOf(tree)).isEqualTo("l0/large.txt: files larger than 64 MiB in all");
  }

  /** Each layer takes two variants of the one below. */
  private static MemoryTree doubled() {
    MemoryTree tree = MemoryTree.of();
    for (int i = 1; i <= LAYERS; i++) {
      String below = "../l" + (i - 1);
      tree =
          tree.with("l" + i + "/kustomization.yaml", "resources: [../a" + i + ", ../b" + i + "]")
              .with("a" + i + "/kustomization.yaml", "namePrefix: a\nresources: [" + below + "]")
              .with("b" + i + "/kustomization.yaml", "namePrefix: b\nresources: [" + below + "]");
    }
    return tree;
  }

  private static String messageOf(MemoryTree tree) {
    RenderResult result =
        new KustomizeRenderer(RenderLimits.DEFAULT, true)
            .render(
                tree,
                new Revision("main", "0".repeat(40)),
                "l" + LAYERS,
                new Rendering(
                    Rendering.Mode.KUSTOMIZE,
                    true,
                    List.of(),
                    List.of(),
                    Nodes.FACTORY.objectNode()));
    return result instanceof RenderResult.Failed failed ? failed.message() : "";
  }
}
