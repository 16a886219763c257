package io.rolloutoperator.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.samples.DocumentationPage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What users copy from the documentation works, and its links lead somewhere. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..");

  static Stream<DocumentationPage> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), files.toList().stream())
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.endsWith("template.md"))
          .sorted()
          .map(DocumentationPage::read);
    }
  }

  static Stream<Block> blocks() throws IOException {
    return pages().flatMap(DocumentationPage::blocks);
  }

  static Stream<Block> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("."))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(DocumentationPage::read)
          .map(page -> new Block(page.file().getFileName().toString(), page.text()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"blocks", "samples"})
  void theControllerAcceptsTheYaml(Block block) {
    assertThat(DocumentedObject.problems(block.yaml())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void linksLeadSomewhere(DocumentationPage page) {
    assertThat(page.brokenLinks()).isEmpty();
  }

  @Test
  void pagesAndBlocksAreFound() throws IOException {
    assertThat(pages().map(page -> page.file().getFileName().toString()))
        .contains("README.md", "getting-started.md", "canary.md", "gateway-api.md", "analysis.md")
        .contains("operating.md", "troubleshooting.md", "differences.md");
    assertThat(blocks()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "steps: [{setWeight: 101}] | SetWeight needs to be between 0 and 100",
        "steps: [{setWait: 10}] | spec.strategy.canary.steps[0].setWait: unknown field",
        "steps: [{experiment: {}}] | not supported by this version",
        "steps: 5 | expected a list",
        "strategy: {canary: {trafficRouting: {plugins: {x: {}}}}} | plugin x not configured",
        "strategy: {canary: {trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {route: x}}}}} |"
            + " plugins.route: unknown field",
        "metrics: [{name: m, successCondition: result >, provider: {web: {url: x}}}] | condition"
            + " \"result >\"",
        "metrics: [{name: m, provider: {}}] | no provider specified",
        "metrics: [{name: m, count: 2, provider: {web: {url: x}}}] | interval must be specified",
        "spec: {} | neither a whole object",
        "'{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: x}}' | missing field"
            + " '.spec.selector'",
      })
  void wrongYamlIsNoticed(String yaml, String problem) {
    assertThat(DocumentedObject.problems(yaml)).anyMatch(text -> text.contains(problem));
  }

  @Test
  void brokenLinksAreNoticed() {
    String text =
        "# Here\n[a](gone.md) [b](#here) [c](#there) [d](canary.md#steps) [e](canary.md#x)";

    assertThat(new DocumentationPage(ROOT.resolve("docs/page.md"), text).brokenLinks())
        .contains("gone.md", "canary.md#x")
        .doesNotContain("canary.md#steps");
  }
}
