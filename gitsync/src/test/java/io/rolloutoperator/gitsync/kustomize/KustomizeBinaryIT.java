package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.KustomizeBinary;
import io.rolloutoperator.gitsync.render.KustomizeBuild;
import io.rolloutoperator.gitsync.render.PlainOptions;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.UnitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.kustomize.Kustomize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real kustomize on what it is given of a repository: the same as on the whole of it. */
class KustomizeBinaryIT {

  private static final OracleCorpus CORPUS = new OracleCorpus();
  private static final int FILE_LIMIT = 3 << 20;
  private static final Revision REVISION = new Revision("main", "0".repeat(40));
  private static final Origin ORIGIN = new Origin("app/kustomization.yaml", 1);

  private final Kustomize kustomize = Kustomize.locate();
  private final KustomizeBinary binary =
      KustomizeBinary.at(kustomize.program(), RenderLimits.DEFAULT.renderedBytes());

  @TempDir private Path folder;

  static List<OracleTree> outside() {
    return CORPUS.outside();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outside")
  void aTreeThatOnlyItCanRenderIsRenderedByIt(OracleTree tree) throws IOException {
    assertThat(OracleOutput.ofRenderer(tree).message())
        .endsWith(" needs the kustomize binary, which is not configured");
    assertThat(OracleOutput.ofRenderer(tree, binary)).isEqualTo(build(tree));
  }

  private OracleOutput build(OracleTree tree) throws IOException {
    Path root = Files.createTempDirectory(folder, "tree-");
    tree.write(root);
    ProgramRun run = kustomize.run(root, "build", tree.folder());
    return OracleOutput.ofYaml(run.orThrow());
  }

  @Test
  void theOverlayOfAUnitComesOnTop() {
    OracleTree tree =
        outside().stream().filter(each -> each.name().endsWith("vars")).findFirst().orElseThrow();
    RenderResult result =
        new FolderRenderer(new PlainOptions("", false), RenderLimits.DEFAULT, Optional.of(binary))
            .render(
                tree.commit(),
                REVISION,
                tree.folder(),
                new Rendering(
                    Rendering.Mode.AUTO,
                    true,
                    List.of(),
                    List.of(),
                    Nodes.FACTORY.objectNode().put("namePrefix", "top-")));

    assertThat(result)
        .isInstanceOfSatisfying(
            RenderResult.Rendered.class,
            rendered -> {
              assertThat(rendered.engine()).isEqualTo(RenderResult.Engine.KUSTOMIZE);
              assertThat(rendered.manifests())
                  .extracting(manifest -> manifest.id().toString(), Manifest::origin)
                  .containsExactly(
                      tuple("ConfigMap top-shop-settings-fmddckc9f8", ORIGIN),
                      tuple("Service top-shop-web", ORIGIN),
                      tuple("Deployment top-shop-web", ORIGIN));
              assertThat(rendered.manifests().getLast().object().toString())
                  .contains("\"name\":\"top-shop-settings-fmddckc9f8\"", "--host=shop-web");
              assertThat(rendered.inputs().ids())
                  .containsKeys("base/settings.env", "base/web.yaml", "app/Kustomization")
                  .doesNotContainKey("app");
            });
  }

  /** Nothing remote is given to it; if it were, it would get nowhere. */
  @Test
  void itReachesNeitherServersNorRepositories() {
    assertThatThrownBy(() -> unchecked("{\"crds\": [\"http://192.0.2.1/x\"]}"))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("proxyconnect");
    assertThatThrownBy(() -> unchecked("{\"resources\": [\"https://192.0.2.1/x.git?ref=a\"]}"))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("no 'git' program on path");
  }

  private void unchecked(String kustomization) {
    byte[] file = kustomization.getBytes(StandardCharsets.UTF_8);
    var _ =
        binary.build(
            new KustomizeBuild(
                "kustomization.yaml", "", new TreeMap<>(Map.of("kustomization.yaml", file))));
  }

  /** What is collected for it suffices, and what is rewritten means the same. */
  @Test
  void everyFieldThatIsRenderedInJavaIsGivenWholeToo() throws IOException {
    Goldens goldens = Goldens.read();
    List<OracleTree> trees =
        Stream.concat(CORPUS.fields().stream(), CORPUS.written().stream())
            .filter(tree -> !"refused".equals(goldens.digests().get(tree.name())))
            .toList();

    assertThat(trees).hasSizeGreaterThan(30);
    for (OracleTree tree : trees) {
      assertThat(given(tree).digest())
          .as(tree.name())
          .isEqualTo(goldens.digests().get(tree.name()));
    }
  }

  private OracleOutput given(OracleTree tree) {
    byte[] output =
        binary.build(
            BuildFiles.of(
                new UnitTree(tree.commit(), FILE_LIMIT), new YamlReader(), tree.folder()));
    return OracleOutput.ofYaml(new String(output, StandardCharsets.UTF_8));
  }
}
