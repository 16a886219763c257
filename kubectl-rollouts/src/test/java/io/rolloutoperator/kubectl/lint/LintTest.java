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
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a file, line by line. */
class LintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|",
        "{steps: [{setWait: 1, setWeight: 5}]} | f.yaml:7: Rollout/web: spec.strategy.canary.steps[0].setWait: unknown field \"setWait\"",
        "{steps: 5} | f.yaml:7: Rollout/web: spec.strategy.canary.steps: expected a list, got number 5",
        "{maxSurge: 5x} | f.yaml:7: warning: Rollout/web: spec.strategy.canary.maxSurge: \"5x\" is neither a number nor a percentage",
        "{steps: [{experiment: {templates: [{name: a, specRef: stable}]}}]} | f.yaml:7: Rollout/web:"
            + " spec.strategy.canary.steps[0].experiment: Forbidden: a step experiment is not supported by this version of the operator",
        "{stableService: gone}|",
        "{steps: [{analysis: {templates: [{templateName: gone}]}}]}|",
      })
  void aRolloutIsJudgedByItsFields(String canary, String line) {
    List<String> expected = line == null ? List.of() : List.of(line);
    assertThat(lint(ROLLOUT.formatted(canary))).isEqualTo(expected);
  }

  @Test
  void everyWrongFieldIsToldWithItsLine() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: web, lables: {}}
        spec:
          replicas: many
          minReadySeconds: [1]
          selector: {matchLabels: {app: web}}
          template:
            spec:
              containers:
              - {name: main, image: x, imagePolicy: Always}
          strategy: {canary: {}}
        stats: {}
        """;
    assertThat(lint(text))
        .containsExactly(
            "f.yaml:3: Rollout/web: metadata.lables: unknown field \"lables\"",
            "f.yaml:5: Rollout/web: spec.replicas: expected a 32-bit integer, got string",
            "f.yaml:6: Rollout/web: spec.minReadySeconds: expected a 32-bit integer, got list",
            "f.yaml:11: Rollout/web: spec.template.spec.containers[0].imagePolicy: unknown field \"imagePolicy\"",
            "f.yaml:13: Rollout/web: stats: unknown field \"stats\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{metrics: [{name: m, provider: {web: {url: x}}}]}|",
        "{}| spec.metrics: no metrics specified",
        "{templates: [{templateName: t}]}| spec.templates: cycle in analysis templates: t -> t",
        "{templates: [{templateName: other, clusterScope: true}]}|",
        "{metrics: [{name: m, count: 2, provider: {web: {url: x}}}]}| spec.metrics[0]: interval must be specified when count > 1",
        "{metrics: [{name: m, provider: {}}]}| spec.metrics[0]: no provider specified",
        "{metrics: [{name: m, successCondition: 'result >', provider: {web: {url: x}}}]}|"
            + " spec.metrics[0].successCondition: \"result >\": unexpected token EOF",
        "{args: [{name: a}], metrics: [{name: m, successCondition: 'result > {{args.a}}', interval: '{{args.a}}', provider: {web: {url: x}}}]}|",
        "{metrics: [{name: m, provider: {web: {url: 'http://{{args.b}}'}}}]}| spec.metrics[0]: failed to resolve {{args.b}}",
        "{metrics: [{name: m, provider: {web: {url: x}}}, {name: m, provider: {web: {url: x}}}]}| spec.metrics[1]: duplicate name 'm'",
        "{metrics: [{name: m, provider: {web: {url: x}}}], dryRun: [{metricName: z}]}| spec.dryRun[0]: Rule didn't match any metric name(s)",
        "{metrics: [{name: m, provider: {job: {spec: {template: {}}}}}]}| spec.metrics[0].provider: metric provider job is not available in this controller",
        "{metrics: [{name: m, provider: {plugin: {a/b: {}}}}]}| spec.metrics[0].provider: plugin a/b not configured in configmap",
        "{metrics: [{name: m, provider: {web: {ulr: x}}}]}| spec.metrics[0].provider.web.ulr: unknown field \"ulr\"",
      })
  void aTemplateIsJudgedByItsMetrics(String spec, String finding) {
    String text =
        "apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: {name: t}\nspec: "
            + spec;
    List<String> expected =
        finding == null ? List.of() : List.of("f.yaml:4: AnalysisTemplate/t: " + finding);
    assertThat(lint(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AnalysisRun | {args: [{name: a}], metrics: [{name: m, provider: {web: {url: x}}}]} | spec.args[0]: argument \"a\" was not supplied",
        "AnalysisRun | {metrics: []} | spec.metrics: no metrics specified",
        "Experiment | {duration: 5y, templates: [{name: a, selector: {matchLabels: {x: y}}, template: {spec: {}}}]} |"
            + " spec.duration: time: unknown unit \"y\" in duration \"5y\"",
        "Experiment | {templates: [{name: a, template: {}}]} | spec.templates[0].selector: Required value",
      })
  void runsAndExperimentsByTheirOwnRules(String kind, String spec, String finding) {
    String text =
        "apiVersion: argoproj.io/v1alpha1\nkind: %s\nmetadata: {generateName: x-}\nspec: %s"
            .formatted(kind, spec);
    assertThat(lint(text)).contains("f.yaml:4: %s/x-: %s".formatted(kind, finding));
  }

  @Test
  void aGitSyncByTheRulesOfTheOperator() {
    String text =
        """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: shop}
        spec:
          repo: {url: "https://user:secret@git.example.com/x.git"}
          path: ../up
          pruned: true
          imagePolicies: [{}]
          rollouts: {onAbort: Revert}
        """;
    assertThat(lint(text))
        .containsExactlyInAnyOrder(
            "f.yaml:5: GitSync/shop: spec.repo.url: credentials in the URL are not allowed; use secretRef",
            "f.yaml:6: GitSync/shop: spec.path: must be a relative path inside the repository",
            "f.yaml:7: GitSync/shop: spec.pruned: unknown field \"pruned\"",
            "f.yaml:4: GitSync/shop: spec.writeBack.secretRef: required by onAbort Revert or PullRequest, promoteTo and imagePolicies")
        .noneMatch(line -> line.contains("user:secret"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{canaryMetadata: {labels: {a: b}}} | canaryMetadata: has no effect in this version of the operator",
        "{minPodsPerReplicaSet: 2} | minPodsPerReplicaSet: has no effect without trafficRouting",
        "{abortScaleDownDelaySeconds: 30} | abortScaleDownDelaySeconds: has no effect without trafficRouting",
      })
  void whatTheControllerAcceptsIsNoError(String canary, String doubt) {
    String text = ROLLOUT.formatted(canary);
    LintReport report = Lint.of(List.of(file("f.yaml", text, Choice.NAMED)), List.of());
    assertThat(lines(report))
        .containsExactly("f.yaml:7: warning: Rollout/web: spec.strategy.canary." + doubt);
    assertThat(report.errors()).isEmpty();
    assertThat(report.strict().errors()).hasSize(1);
    assertThat(report.strict().first()).isPresent();
  }

  @Test
  void typesWithinTemplatesAndMetadataAreChecked() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: web, labels: {tier: 1}}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - name: main
                image: web:1
                env: [{name: PORT, value: 80}]
          strategy: {canary: {}}
        """;
    assertThat(lint(text))
        .containsExactly(
            "f.yaml:3: Rollout/web: metadata.labels[tier]: expected a string, got number",
            "f.yaml:12: Rollout/web: spec.template.spec.containers[0].env[0].value: expected a string, got number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: x}\nspec: {x: y}",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nnonsense: 1",
        "apiVersion: v1\nkind: List\nitems: []",
      })
  void otherKindsAreNotItsBusiness(String text) {
    assertThat(lint(text)).isEmpty();
  }

  @Test
  void anotherVersionIsNotGuessedAt() {
    assertThat(lint("apiVersion: argoproj.io/v1\nkind: Rollout\nmetadata: {name: x}\nspec: {x: y}"))
        .containsExactly(
            "f.yaml:1: Rollout/x: apiVersion: there is no Rollout in version \"argoproj.io/v1\": use argoproj.io/v1alpha1");
  }
}
