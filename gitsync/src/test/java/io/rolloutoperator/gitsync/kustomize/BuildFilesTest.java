package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.KustomizeBuild;
import io.rolloutoperator.gitsync.render.UnitTree;
import io.rolloutoperator.gitsync.source.MemoryTree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kustomize binary is given, and what never reaches it. */
class BuildFilesTest {

  private static final int FILE_LIMIT = 3 << 20;
  private static final String URL = "https://example.com/x";

  private static Map<String, String> collected(MemoryTree tree) {
    KustomizeBuild build = BuildFiles.of(new UnitTree(tree, FILE_LIMIT), new YamlReader(), "app");
    return build.files().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, each -> new String(each.getValue(), StandardCharsets.UTF_8)));
  }

  private static MemoryTree app(String kustomization) {
    return MemoryTree.of().with("app/kustomization.yaml", kustomization);
  }

  private static void refused(MemoryTree tree, String message) {
    assertThatThrownBy(() -> collected(tree))
        .isInstanceOf(BuildException.class)
        .hasMessage(message);
  }

  private static void remote(String kustomization, String named) {
    refused(
        app(kustomization).with("app/HTTPS:/example.com/x", "{}"),
        "app/kustomization.yaml: remote resource \"" + named + "\" is not allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resources: [URL]",
        "bases: [URL]",
        "components: [URL]",
        "patches: [{path: URL}]",
        "patchesJson6902: [{path: URL, target: {name: x}}]",
        "patchesStrategicMerge: [URL]",
        "replacements: [{path: URL}]",
        "configMapGenerator: [{name: a, files: [URL]}]",
        "secretGenerator: [{name: a, envs: [URL]}]",
        "configMapGenerator: [{name: a, env: URL}]",
        "configurations: [URL]",
        "crds: [URL]",
        "openapi: {path: URL}",
        "generators: [URL]",
        "transformers: [URL]",
        "validators: [URL]",
        "generators: ['{kind: ConfigMapGenerator, files: [URL]}']",
        "generators: ['{kind: ConfigMapGenerator, Fileſ: [URL]}']",
        "transformers: ['{kind: PatchTransformer, Path: URL}']",
        "transformers: ['{kind: PatchList, items: [{kind: PatchTransformer, path: URL}]}']",
      })
  void nothingRemoteReachesIt(String kustomization) {
    remote(kustomization.replace("URL", '"' + URL + '"'), URL);
  }

  @Test
  void aSchemeInCapitalsIsRemoteEvenIfTheRepositoryHasSuchAFolder() {
    remote("resources: ['HTTPS://example.com/x']", "HTTPS://example.com/x");
    remote("crds: ['HTTPS://example.com/x']", "HTTPS://example.com/x");
  }

  @Test
  void aUrlBehindAKeyIsRemote() {
    remote("configMapGenerator: [{name: a, files: ['k=" + URL + "']}]", URL);
    remote("generators: ['{kind: ConfigMapGenerator, files: [\"k=" + URL + "\"]}']", "k=" + URL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git@github.com:a/b",
        "github.com/a/b?ref=v1",
        "ssh://example.com/a.git",
        "gh:a/b"
      })
  void anotherRepositoryIsRemote(String path) {
    remote("resources: ['" + path + "']", path);
    remote("components: ['" + path + "']", path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resources", "components", "generators", "transformers"})
  void whatIsRemoteInAFolderThatIsNamedIsFoundToo(String field) {
    MemoryTree tree =
        app(field + ": [../other]").with("other/kustomization.yaml", "resources: ['" + URL + "']");

    refused(tree, "other/kustomization.yaml: remote resource \"" + URL + "\" is not allowed");
  }

  @Test
  void whatIsRemoteInAFileOfATransformerIsFoundToo() {
    MemoryTree tree =
        app("transformers: [t.yaml]")
            .with(
                "app/t.yaml",
                "{kind: ReplacementTransformer, replacements: [{path: '" + URL + "'}]}");

    refused(tree, "app/t.yaml: remote resource \"" + URL + "\" is not allowed");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("Resources: [a.yaml]", "app/kustomization.yaml:1: unknown field \"Resources\""),
        arguments(
            "helmCharts: []",
            "app/kustomization.yaml: \"helmCharts\" needs Helm, which is never run: render the chart"
                + " and commit the result"),
        arguments(
            "generators: ['{kind: HelmChartInflationGenerator, name: x}']",
            "app/kustomization.yaml: HelmChartInflationGenerator needs Helm, which is never run:"
                + " render the chart and commit the result"),
        arguments("resources: [../../x]", "path \"../../x\" escapes the repository"),
        arguments(
            "generators: [none.yaml]", "app/kustomization.yaml: resource \"none.yaml\" not found"),
        arguments(
            "generators: ['a: b: c']",
            "app/kustomization.yaml:1: mapping values are not allowed here"),
        arguments(
            "generators: [\"- a\\n- b\"]", "app/kustomization.yaml:1: not a Kubernetes object"),
        arguments(
            "crds: [../other/x.json]",
            "app/kustomization.yaml:1: file \"../other/x.json\" is not in or below the folder"),
        arguments(
            "transformers: [../other]",
            "other/kustomization.yaml: \"namePrefix\" is not possible in a folder of generators,"
                + " transformers or validators"),
        arguments("resources: [bomb.yaml]", "app/bomb.yaml: too many aliases"),
        arguments("transformers: [bomb.yaml]", "app/bomb.yaml: too many aliases"),
        arguments("configurations: [bomb.yaml]", "app/bomb.yaml: too many aliases"),
        arguments("resources: [link]", "app/link: symbolic link not allowed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatItDoesNotGiveAway(String kustomization, String message) {
    MemoryTree tree =
        app(kustomization)
            .with("other/kustomization.yaml", "namePrefix: x")
            .with("other/x.json", "{}")
            .with("app/bomb.yaml", "a: &a [x]\nb: [" + "*a, ".repeat(60) + "]")
            .withSymlink("app/link", "/etc/passwd");

    refused(tree, message);
  }

  @Test
  void kustomizationsAndPluginsAreWrittenAsTheyWereUnderstood() {
    Map<String, String> files =
        collected(
            app("""
                    # comment
                    generators: ["kind: A\\nfiles: [k=data.bin]"]
                    transformers: &t [t.yaml]
                    validators: *t
                    """)
                .with("app/t.yaml", "kind: B\npath: p.yaml\n---\nkind: C\npath: ../secret.yaml\n")
                .with("app/p.yaml", "a:   b # as it is")
                .with("app/data.bin", "\t: not YAML")
                .with("app/unused.yaml", "a: b")
                .with("secret.yaml", "a: b"));

    assertThat(files)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "app/kustomization.yaml",
                "{\"generators\":[\"{\\\"kind\\\":\\\"A\\\",\\\"files\\\":[\\\"k=data.bin\\\"]}\"],"
                    + "\"transformers\":[\"t.yaml\"],\"validators\":[\"t.yaml\"]}",
                "app/t.yaml",
                "{\"kind\":\"B\",\"path\":\"p.yaml\"}\n---\n{\"kind\":\"C\",\"path\":\"../secret.yaml\"}",
                "app/p.yaml",
                "a:   b # as it is",
                "app/data.bin",
                "\t: not YAML"));
  }

  @Test
  void urlsThatAreNoPathsAreLeftAlone() {
    String kustomization =
        """
        configMapGenerator: [{name: a, literals: ["link=https://example.com"]}]
        commonAnnotations: {link: "https://example.com"}
        transformers:
        - '{kind: AnnotationsTransformer, annotations: {link: "https://example.com"}}'
        """;

    assertThat(collected(app(kustomization))).containsOnlyKeys("app/kustomization.yaml");
  }

  @Test
  void noMoreFilesThanTheDiskHasRoomForAreCollected() {
    String three = "x".repeat((3 << 20) - 1);
    MemoryTree tree = app("configMapGenerator: [{name: a, files: [a, b, c, d, e, f]}]");
    for (String name : new String[] {"a", "b", "c", "d", "e", "f"}) {
      tree = tree.with("app/" + name, three);
    }

    refused(tree, "app/f: the files for the kustomize binary take more than 16 MiB");
  }

  @Test
  void aFileOfOneByteCountsAsABlock() {
    MemoryTree tree = MemoryTree.of();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i <= 4096; i++) {
      tree = tree.with("app/" + i, "x");
      names.append(i == 0 ? "" : ", ").append('"').append(i).append('"');
    }

    refused(
        tree.with(
            "app/kustomization.yaml", "configMapGenerator: [{name: a, files: [" + names + "]}]"),
        "app/4096: the files for the kustomize binary take more than 16 MiB");
  }
}
