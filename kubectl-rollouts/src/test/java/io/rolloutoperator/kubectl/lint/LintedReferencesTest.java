package io.rolloutoperator.kubectl.lint;

import static io.rolloutoperator.kubectl.lint.LintedFiles.ROLLOUT;
import static io.rolloutoperator.kubectl.lint.LintedFiles.file;
import static io.rolloutoperator.kubectl.lint.LintedFiles.lines;
import static io.rolloutoperator.kubectl.lint.LintedFiles.lint;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.lint.SourceFile.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an object refers to is looked up in the files that are checked with it. */
class LintedReferencesTest {

  @Test
  void whatARolloutRefersToIsLookedUpInAllFiles() {
    SourceFile rollout =
        file(
            "rollout.yaml",
            ROLLOUT.formatted(
                "{canaryService: c, stableService: s, trafficRouting: {plugins:"
                    + " {argoproj-labs/gatewayAPI: {httpRoute: web}}}}"),
            Choice.NAMED);
    SourceFile others =
        file(
            "others.yaml",
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {app: other}}}
            - apiVersion: gateway.networking.k8s.io/v1
              kind: HTTPRoute
              metadata: {name: web}
              spec: {rules: [{backendRefs: [{name: s}]}]}
            """,
            Choice.NAMED);
    assertThat(lines(Lint.of(List.of(rollout, others), List.of())))
        .containsExactly(
            "rollout.yaml:7: Rollout/web: spec.strategy.canary.stableService: Invalid value: \"s\": Service \"s\" has unmatch label \"app\" in rollout",
            "rollout.yaml:7: Rollout/web: spec.strategy.canary.trafficRouting.plugins: Invalid value:"
                + " \"argoproj-labs/gatewayAPI\": HTTPRoute web has no backendRef to service c",
            "rollout.yaml:7: warning: Rollout/web: spec.strategy.canary.canaryService: Invalid value: \"c\": service \"c\" not found among the files");
    assertThat(lines(Lint.of(List.of(rollout), List.of()))).isEmpty();
  }

  private static final String WITHOUT_IT =
      "f.yaml:7: warning: Rollout/web: spec.strategy.canary.stableService: Invalid value: \"s\":"
          + " service \"s\" not found among the files";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{apiVersion: v1, kind: Service, metadata: {name: other}} | true",
        "{apiVersion: v1, kind: Service, metadata: {name: other, namespace: far}} | true",
        "{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: other}} | false",
        "{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: s}, spec: {selector: {x: y}}} | false",
        "{apiVersion: v1, kind: Service, metadata: {name: s}} | false",
      })
  void whatFilesDoNotHaveIsOnlyAWarning(String object, boolean warned) {
    String text = ROLLOUT.formatted("{stableService: s}") + "---\n" + object;
    LintReport report = Lint.of(List.of(file("f.yaml", text, Choice.NAMED)), List.of());
    assertThat(report.errors()).isEmpty();
    assertThat(lines(report)).isEqualTo(warned ? List.of(WITHOUT_IT) : List.of());
  }

  @Test
  void anObjectOfAnotherNamespaceTellsNothing() {
    String text =
        ROLLOUT
                .replace("{name: web}", "{name: web, namespace: near}")
                .formatted("{stableService: s}")
            + "---\n{apiVersion: v1, kind: Service, metadata: {name: other, namespace: far}}";
    assertThat(lint(text)).isEmpty();
  }

  private static SourceFile service(String folder, String label) {
    String text =
        "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {app: %s}}}"
            .formatted(label);
    return file(folder + "/service.yaml", text, Choice.NAMED);
  }

  @Test
  void theNearestOfEqualNamesCounts() {
    SourceFile rollout = file("x/r.yaml", ROLLOUT.formatted("{stableService: s}"), Choice.NAMED);
    assertThat(
            lines(Lint.of(List.of(rollout, service("x", "web"), service("y", "other")), List.of())))
        .isEmpty();
    assertThat(
            lines(Lint.of(List.of(rollout, service("x", "other"), service("y", "web")), List.of())))
        .singleElement()
        .asString()
        .contains("unmatch label");
  }

  @Test
  void ofSeveralThatAreAsNearNothingIsSaid() {
    SourceFile rollout = file("x/r.yaml", ROLLOUT.formatted("{stableService: s}"), Choice.NAMED);
    assertThat(
            lines(
                Lint.of(List.of(rollout, service("y", "other"), service("z", "else")), List.of())))
        .isEmpty();
  }

  @Test
  void aTemplateThatIsIncludedMayBeElsewhere() {
    String text =
        "{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: t}, spec: {templates: [{templateName: other}]}}";
    assertThat(lint(text))
        .containsExactly(
            "f.yaml:1: warning: AnalysisTemplate/t: spec.templates: AnalysisTemplate 'other' not found among the files");
  }

  @Test
  void patchesOfAKustomizationAreNoObjects() {
    SourceFile kustomization =
        file(
            "o/production/kustomization.yaml",
            """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            patches: [{path: ./release.yaml}, {path: ../common/all.yaml}, {patch: "- op: x"}]
            patchesStrategicMerge: [old.yaml]
            """,
            Choice.FOUND);
    String part =
        "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec: {}";
    List<SourceFile> found =
        List.of(
            kustomization,
            file("o/production/release.yaml", part, Choice.FOUND),
            file("o/common/all.yaml", part, Choice.FOUND),
            file("o/production/old.yaml", part, Choice.FOUND),
            file("o/production/own.yaml", part, Choice.FOUND));
    LintReport report = Lint.of(List.of(), found);
    assertThat(report.files()).isEqualTo(2);
    assertThat(report.errors()).extracting(Finding::file).containsOnly("o/production/own.yaml");
    assertThat(Lint.of(List.of(found.get(1)), List.of()).errors()).isNotEmpty();
  }
}
