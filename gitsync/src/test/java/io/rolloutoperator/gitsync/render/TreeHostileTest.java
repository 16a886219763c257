package io.rolloutoperator.gitsync.render;

import static io.rolloutoperator.gitsync.render.Renderings.ALL;
import static io.rolloutoperator.gitsync.render.Renderings.REVISION;
import static io.rolloutoperator.gitsync.render.Renderings.STRICT;
import static io.rolloutoperator.gitsync.render.Renderings.configMap;
import static io.rolloutoperator.gitsync.render.Renderings.failure;
import static io.rolloutoperator.gitsync.render.Renderings.ids;
import static io.rolloutoperator.gitsync.render.Renderings.render;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.manifest.YamlLimits;
import io.rolloutoperator.gitsync.source.MemoryTree;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees that are not as they should be: what is said of them, and how much is looked at. */
class TreeHostileTest {

  private static final String LFS_POINTER =
      """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
      size 12345
      """;

  private static MemoryTree tree() {
    return MemoryTree.of().with("app/a.yaml", configMap("a"));
  }

  static Stream<Arguments> trees() {
    return Stream.of(
        Arguments.of(tree(), "nowhere", "path \"nowhere\" not found in " + REVISION),
        Arguments.of(tree(), "app/a.yaml", "path \"app/a.yaml\" not found in " + REVISION),
        Arguments.of(tree(), "app/a.yaml/b", "path \"app/a.yaml/b\" not found in " + REVISION),
        Arguments.of(tree(), "../../../x", "path \"../../../x\" escapes the repository"),
        Arguments.of(tree(), "app/../../app", "path \"app/../../app\" escapes the repository"),
        Arguments.of(tree(), "/etc", "path \"/etc\" escapes the repository"),
        Arguments.of(tree().withSymlink("link", "app"), "link", "link: symbolic link not allowed"),
        Arguments.of(
            tree().withSymlink("link", "/etc"), "link/sub", "link: symbolic link not allowed"),
        Arguments.of(
            tree().withSubmodule("vendor/x"),
            "vendor/x",
            "vendor/x: Git submodules are not supported"),
        Arguments.of(
            tree().withSubmodule("app/vendor/x"),
            "app",
            "app/vendor/x: Git submodules are not supported"),
        Arguments.of(
            tree().with("app/b.yaml", LFS_POINTER),
            "app",
            "app/b.yaml: is a Git LFS pointer; LFS is not supported"),
        Arguments.of(
            tree().with("app/b.yaml", new byte[(3 << 20) + 1]),
            "app",
            "app/b.yaml: file larger than 3 MiB"),
        Arguments.of(
            tree().with("app/.sourceignore", new byte[] {(byte) 0xff}),
            "app",
            "app/.sourceignore: not valid UTF-8"));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void whatIsWrongIsSaidInOneLine(MemoryTree tree, String path, String message) {
    assertThat(failure(render(tree, path))).isEqualTo(message);
  }

  @Test
  void aSymbolicLinkIsNotFollowedButNamed() {
    MemoryTree tree =
        tree().withSymlink("app/b.yaml", "../../etc/passwd").withSymlink("app/loop", "loop");
    RenderResult result = render(tree, "app");

    assertThat(ids(result)).containsExactly("ConfigMap a");
    assertThat(((RenderResult.Rendered) result).notes())
        .containsExactly(
            "app/b.yaml: symbolic link not allowed; skipped",
            "app/loop: symbolic link not allowed; skipped");
  }

  @Test
  void largeFilesOfOtherKindsAreNotOpened() {
    MemoryTree tree = tree().with("app/film.bin", new byte[(3 << 20) + 1]);

    assertThat(ids(render(tree, "app"))).containsExactly("ConfigMap a");
  }

  @Test
  void whatIsIgnoredDoesNotCount() {
    MemoryTree tree = tree().withSubmodule("app/vendor/x").with("app/.sourceignore", "vendor/");

    assertThat(ids(render(tree, "app"))).containsExactly("ConfigMap a");
  }

  @Test
  void theLimitsOfAUnitHold() {
    MemoryTree tree = MemoryTree.of();
    for (int i = 0; i < 11; i++) {
      tree = tree.with("f" + i + ".txt", "");
    }
    assertThat(failure(renderWithin(tree.with("a.yaml", documents(11)), limits(100, 10, 1_000))))
        .isEqualTo("more than 10 objects");
    assertThat(failure(renderWithin(tree, limits(10, 10, 1_000)))).isEqualTo("more than 10 files");
    assertThat(failure(renderWithin(tree.with("a.yaml", documents(9)), limits(100, 10, 100))))
        .isEqualTo(
            "rendered objects are larger than 100 bytes; --gitsync-max-rendered-size raises the limit");
    assertThat(ids(renderWithin(tree.with("a.yaml", documents(10)), limits(12, 10, 1_000))))
        .hasSize(10);
  }

  @Test
  void theLimitsOfAFileHold() {
    RenderLimits limits = RenderLimits.of(100, 100, 100_000, 64 << 10, 10);
    MemoryTree large = MemoryTree.of().with("a.yaml", "#".repeat((64 << 10) + 1));
    MemoryTree many = MemoryTree.of().with("a.yaml", documents(11));

    assertThat(failure(renderWithin(large, limits))).isEqualTo("a.yaml: file larger than 64 KiB");
    assertThat(failure(renderWithin(many, limits)))
        .isEqualTo("a.yaml: more than 10 documents; --gitsync-max-documents raises the limit");
  }

  @Test
  void whoLetsMoreFilesAndObjectsThroughIsNotStoppedByWhatIsCountedBeside() {
    RenderLimits fewer = RenderLimits.of(1, 1, 10_000_000, 3 << 20, 1_000);
    RenderLimits more = RenderLimits.of(300_000, 30_000, 10_000_000, 3 << 20, 1_000);

    assertThat(fewer.yaml()).isEqualTo(YamlLimits.DEFAULT);
    assertThat(fewer.ignoreSteps()).isEqualTo(RenderLimits.DEFAULT.ignoreSteps());
    assertThat(more.yaml().unitNodes()).isEqualTo(3 * YamlLimits.DEFAULT.unitNodes());
    assertThat(more.ignoreSteps()).isEqualTo(3 * RenderLimits.DEFAULT.ignoreSteps());
  }

  @Test
  void theDefaultsAreTheOnesThatAreDocumented() {
    assertThat(RenderLimits.DEFAULT)
        .isEqualTo(new RenderLimits(100_000, 10_000, 10_000_000, 100_000_000, YamlLimits.DEFAULT));
    assertThat(
            failure(
                render(MemoryTree.of().with("a.yaml", documents(900)).with("b.yaml", "- 1"), "")))
        .isEqualTo("b.yaml:1: not a Kubernetes object");
  }

  @Test
  void foldersMayBeVeryDeep() {
    MemoryTree tree = MemoryTree.of().with("d/".repeat(1_000) + "a.yaml", configMap("a"));

    assertThat(ids(render(tree, "."))).containsExactly("ConfigMap a");
  }

  @Test
  void patternsAreNotMatchedForEver() {
    MemoryTree tree =
        MemoryTree.of()
            .with(".sourceignore", "**/a/**/b\n".repeat(1_000))
            .with("d/".repeat(10) + "a.yaml", configMap("a"));
    RenderLimits limits = new RenderLimits(100, 10, 1_000, 50_000, YamlLimits.DEFAULT);

    assertThat(failure(renderWithin(tree, limits)))
        .isEqualTo("too many ignore patterns for so many files");
    assertThat(ids(render(tree, "."))).containsExactly("ConfigMap a");
  }

  @Test
  void namesThatMisleadAreShownHarmless() {
    MemoryTree tree = MemoryTree.of().with("a\n\u202Elmay.yaml", "x: 1");

    assertThat(failure(render(tree, "."))).isEqualTo("a??lmay.yaml:1: object has no kind");
  }

  @Test
  void namesThatDifferInCaseAreDifferentFiles() {
    MemoryTree tree = MemoryTree.of().with("A.yaml", configMap("a")).with("a.yaml", configMap("b"));

    assertThat(ids(render(tree, "."))).containsExactly("ConfigMap a", "ConfigMap b");
  }

  private static RenderLimits limits(int files, int objects, int bytes) {
    return new RenderLimits(files, objects, bytes, 1_000_000, YamlLimits.DEFAULT);
  }

  private static RenderResult renderWithin(MemoryTree tree, RenderLimits limits) {
    return new PlainRenderer(STRICT, limits).render(tree, REVISION, ".", ALL);
  }

  private static String documents(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> configMap("c" + i))
        .collect(Collectors.joining("---\n"));
  }
}
