package io.rolloutoperator.gitsync.render;

import static io.rolloutoperator.gitsync.render.Renderings.ALL;
import static io.rolloutoperator.gitsync.render.Renderings.REVISION;
import static io.rolloutoperator.gitsync.render.Renderings.STRICT;
import static io.rolloutoperator.gitsync.render.Renderings.configMap;
import static io.rolloutoperator.gitsync.render.Renderings.failure;
import static io.rolloutoperator.gitsync.render.Renderings.ids;
import static io.rolloutoperator.gitsync.render.Renderings.plain;
import static io.rolloutoperator.gitsync.render.Renderings.render;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.MemoryTree;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainRendererTest {

  private static final MemoryTree TREE =
      MemoryTree.of()
          .with("README.md", "# hello")
          .with(".github/workflows/ci.yaml", "on: push")
          .with(".sops.yaml", "creation_rules: []")
          .with("app/a.yaml", configMap("a"))
          .with("app/b.yml", configMap("b"))
          .with(
              "app/c.json",
              "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"}}")
          .with("app/logo.png", "x")
          .with("app/sub/d.yaml", configMap("d"))
          .with("app/sub/deep/e.yaml", configMap("e"))
          .with("other/f.yaml", configMap("f"));

  static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of("", true, List.of(), List.of(), "abcdef"),
        Arguments.of("app", true, List.of(), List.of(), "abcde"),
        Arguments.of("./app/", true, List.of(), List.of(), "abcde"),
        Arguments.of("app/sub/..", false, List.of(), List.of(), "abc"),
        Arguments.of("app", true, List.of("*.yaml"), List.of(), "ade"),
        Arguments.of("app", true, List.of("sub"), List.of(), "de"),
        Arguments.of("app", true, List.of("sub", "!e.yaml"), List.of(), "d"),
        Arguments.of("app", true, List.of("/*.json", "deep/"), List.of(), "ce"),
        Arguments.of("app", true, List.of(), List.of("sub/"), "abc"),
        Arguments.of("app", true, List.of(), List.of("*", "!a.yaml"), "a"),
        Arguments.of("app", true, List.of("*.yaml"), List.of("/a.*"), "de"));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void theFilesOfTheFolderThatAreChosenBecomeObjects(
      String path, boolean recurse, List<String> include, List<String> exclude, String names) {
    Rendering rendering = plain(recurse, include, exclude);
    RenderResult result =
        new PlainRenderer(STRICT, RenderLimits.DEFAULT).render(TREE, REVISION, path, rendering);

    assertThat(ids(result))
        .isEqualTo(names.chars().mapToObj(c -> "ConfigMap " + (char) c).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""               | ""              | ""            | abcde
          "sub/"           | ""              | ""            | abc
          ""               | "/b.yml"        | ""            | acde
          ""               | ""              | "/app/b.yml"  | acde
          "*.yaml"         | "!a.yaml"       | ""            | abc
          "*.yaml"         | ""              | "!d.yaml"     | bcd
          "app/"           | ""              | ""            | ""
          ""               | "/app/a.yaml"   | ""            | abcde
          ""               | ""              | "app/sub/**"  | abc
          """)
  void textsThatIgnoreCountTheNearerTheMore(
      String atRoot, String inFolder, String ofUnit, String names) {
    MemoryTree tree = TREE.with(".sourceignore", atRoot).with("app/.sourceignore", inFolder);
    RenderResult result =
        new PlainRenderer(new PlainOptions(ofUnit, false), RenderLimits.DEFAULT)
            .render(tree, REVISION, "app", ALL);

    assertThat(ids(result))
        .isEqualTo(names.chars().mapToObj(c -> "ConfigMap " + (char) c).toList());
  }

  @Test
  void aKustomizationIsNoObject() {
    RenderResult result =
        render(TREE.with("app/sub/kustomization.yaml", "resources: [d.yaml]"), "app");

    assertThat(ids(result)).hasSize(5);
    assertThat(((RenderResult.Rendered) result).notes())
        .containsExactly("app/sub/kustomization.yaml: not read in plain mode; skipped");
  }

  @Test
  void anObjectIsDefinedOnce() {
    MemoryTree tree = MemoryTree.of().with("a.yaml", configMap("a")).with("b.yaml", configMap("a"));

    assertThat(failure(render(tree, "."))).isEqualTo("b.yaml:1: already defined in a.yaml:1");
  }

  @Test
  void anObjectInTwoVersionsIsOneObject() {
    MemoryTree tree =
        MemoryTree.of()
            .with("a.yaml", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}")
            .with("b.yaml", "{apiVersion: apps/v1beta1, kind: Deployment, metadata: {name: a}}");

    assertThat(failure(render(tree, "."))).isEqualTo("b.yaml:1: already defined in a.yaml:1");
  }

  @Test
  void aFolderWithoutObjectsIsRenderedToNothing() {
    assertThat(ids(render(MemoryTree.of(), "."))).isEmpty();
    assertThat(ids(render(TREE.with("docs/x.md", "x"), "docs"))).isEmpty();
  }

  @Test
  void theInputsAreAllThatCouldChangeTheResult() {
    InputSet inputs = render(TREE, "app").inputs();

    assertThat(inputs.ids()).containsKeys(".sourceignore", "app", "app/sub", "app/a.yaml");
    assertThat(inputs.sameIn(TREE)).isTrue();
    assertThat(inputs.sameIn(TREE.with("other/g.yaml", "x"))).isTrue();
    assertThat(inputs.sameIn(TREE.with("app/sub/deep/g.yaml", "x"))).isFalse();
    assertThat(inputs.sameIn(TREE.with("app/a.yaml", "x"))).isFalse();
    assertThat(inputs.sameIn(TREE.without("app/a.yaml"))).isFalse();
    assertThat(inputs.sameIn(TREE.with(".sourceignore", "x"))).isFalse();
  }

  @Test
  void theInputsOfAFailureAreKnownToo() {
    InputSet inputs = render(TREE, "nowhere/at/all").inputs();

    assertThat(inputs.sameIn(TREE)).isTrue();
    assertThat(inputs.sameIn(TREE.with("nowhere/at/all/a.yaml", "x"))).isFalse();
  }
}
