package io.rolloutoperator.kubectl.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.forecast.Beginning.Knowledge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the planner would do, told in advance. */
class ForecasterTest {

  private static final String ROUTED =
      "canaryService: c, stableService: s, trafficRouting: {plugins: {argoproj-labs/gatewayAPI:"
          + " {httpRoute: web}}}, ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " 4 | {} | 100:4+0 | 5",
        " 4 | {steps: [{setWeight: 25}, {pause: {duration: 10s}}]} | 25:1+3 25:1+3 100:4+0 | 5",
        " 4 | {maxSurge: 0, steps: [{setWeight: 50}]} | 50:2+2 100:4+0 | 4",
        " 4 | {maxSurge: '100%', steps: [{setWeight: 50}]} | 50:2+2 100:4+0 | 5",
        " 1 | {steps: [{setWeight: 50}, {pause: {}}]} | 50:1+1 50:1+1 100:1+0 | 2",
        " 0 | {steps: [{setWeight: 50}]} | 50:0+0 100:0+0 | 0",
      })
  void withoutARouterPodsAreTheWeight(int replicas, String canary, String steps, int peak) {
    Forecast forecast = Plans.update(Plans.rollout(replicas, canary));
    assertThat(Plans.steps(forecast)).isEqualTo(steps);
    assertThat(forecast.peak()).isEqualTo(peak);
    assertThat(forecast.extra()).isEqualTo(peak - replicas);
    assertThat(forecast.ending()).isInstanceOf(Ending.Promoted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps: [{setWeight: 20}, {setWeight: 60}] | 20:1+5 60:3+5 100:5+5 | 10",
        "dynamicStableScale: true, steps: [{setWeight: 20}, {setWeight: 60}] | 20:1+4 60:3+2 100:5+0 | 7",
        "steps: [{setCanaryScale: {replicas: 2}}, {setWeight: 10}] | 0:2+5 10:2+5 100:5+5 | 10",
        "steps: [] | 100:5+5 | 10",
      })
  void behindARouterTheStablePodsStay(String fields, String steps, int peak) {
    Forecast forecast = Plans.update(Plans.rollout(5, "{" + ROUTED + fields + "}"));
    assertThat(Plans.steps(forecast)).isEqualTo(steps);
    assertThat(forecast.peak()).isEqualTo(peak);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{steps: [{setWeight: 50}, {pause: {duration: 1m}}, {pause: {duration: 30}}]} | 90 | 1290",
        "{steps: [{setWeight: 50}, {pause: {duration: '+5'}}, {pause: {duration: '-0'}}]} | 5 | 1205",
        "{steps: [{setWeight: 50}, {pause: {}}]} | 0 |",
        "{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: five}]}}]} | 250 | 1450",
        "{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: row}]}}]} | 20 | 1290",
        "{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: gone}]}}]} | 0 |",
        "{analysis: {templates: [{templateName: for-ever}]}, steps: [{setWeight: 50}, {pause: {duration: 1m}}]} | 60 | 1260",
      })
  void theTimeIsThatOfPausesAnalysesAndPods(String canary, long least, Long most) {
    JsonNode five = template("five", "initialDelay: 10s, interval: 1m, count: 5");
    JsonNode row =
        template("row", "interval: 10s, count: 10, consecutiveSuccessLimit: 3, failureLimit: -1");
    JsonNode forEver = template("for-ever", "interval: 1m");
    Forecast forecast = Plans.update(Plans.rollout(4, canary), five, row, forEver);
    assertThat(forecast.refused()).isEmpty();
    assertThat(forecast.shortest()).isEqualTo(Duration.ofSeconds(least));
    assertThat(forecast.longest()).isEqualTo(Optional.ofNullable(most).map(Duration::ofSeconds));
  }

  private static JsonNode template(String name, String metric) {
    return Plans.tree(
        "{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: "
            + name
            + "}, spec: {metrics: [{name: m, provider: {web: {url: x}}, "
            + metric
            + "}]}}");
  }

  @Test
  void minReadySecondsCountForEachWaveOfPods() {
    ObjectNode rollout = Plans.rollout(4, "{maxSurge: 1, maxUnavailable: 0}");
    rollout.withObject("/spec").put("minReadySeconds", 10);
    assertThat(Plans.update(rollout).shortest()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aPersonIsNamedWhereOneMustAct() {
    Forecast forecast =
        Plans.update(Plans.rollout(2, "{steps: [{pause: {}}, {setWeight: 50}, {pause: {}}]}"));
    assertThat(forecast.forPersons()).extracting(StepForecast::number).containsExactly(1, 3);
  }

  @Test
  void aHaltedRolloutWaitsForWhoHaltedIt() {
    ObjectNode rollout = Plans.rollout(2, "{steps: [{setWeight: 50}]}");
    rollout.withObject("/spec").put("paused", true);
    Forecast forecast = Plans.update(rollout);
    assertThat(forecast.steps().getFirst().waits()).contains(new Wait.Person("spec.paused: false"));
    assertThat(forecast.ending()).isInstanceOf(Ending.Promoted.class);
  }

  @Test
  void theFirstDeploymentHasNoSteps() {
    ObjectNode rollout = Plans.rollout(3, "{steps: [{setWeight: 50}, {pause: {}}]}");
    Forecast forecast =
        Forecaster.of(new Beginning(Plans.NOW, rollout, List.of(), Knowledge.SOME), rollout);
    assertThat(Plans.steps(forecast)).isEqualTo("100:3+0");
    assertThat(forecast.subject().revision()).isEqualTo(new Revision.New(1));
    assertThat(forecast.longest()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{steps: [{setWeight: 101}]} | spec.strategy.steps[0].setWeight: Invalid value: 101: SetWeight needs to be between 0 and 100",
        "{steps: 5} | spec.strategy.canary.steps: expected a list, got number 5",
        "{steps: [{setHeaderRoute: {name: x}}], trafficRouting: {plugins: {x: {}}}} | plugin x not configured in configmap",
      })
  void aSpecThatIsRefusedChangesNothing(String canary, String why) {
    Forecast forecast = Plans.update(Plans.rollout(2, canary));
    assertThat(forecast.refused()).anyMatch(text -> text.contains(why));
    assertThat(forecast.ending()).isEqualTo(new Ending.Refused());
    assertThat(forecast.steps()).isEmpty();
  }

  @Test
  void whatTheClusterDoesNotHaveIsMissing() {
    ObjectNode rollout = Plans.rollout(2, "{stableService: s}");
    Beginning all = new Beginning(Plans.NOW, rollout, List.of(), Knowledge.ALL);
    assertThat(Forecaster.of(all, rollout).refused())
        .containsExactly(
            "spec.strategy.canary.stableService: Invalid value: \"s\": service \"s\" not found");
  }

  /** As lint: a file that lacks a template does not say that there is none. */
  @Test
  void theAnalysesOfBlueGreenAreTakenForGrantedToo() {
    ObjectNode rollout = Plans.rollout(2, "{}");
    rollout
        .withObject("/spec")
        .set(
            "strategy",
            Plans.tree(
                "{blueGreen: {activeService: a, previewService: p, prePromotionAnalysis:"
                    + " {templates: [{templateName: smoke}]}}}"));
    assertThat(Plans.update(rollout).refused())
        .containsExactly(
            "spec.strategy.blueGreen: Forbidden: the blue-green strategy is not supported by this version of the operator");
  }

  @Test
  void anAnalysisThatNobodyCanMeasureIsDoubtful() {
    JsonNode smoke =
        Plans.tree(
            "{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: smoke},"
                + " spec: {metrics: [{name: m, provider: {job: {spec: {template: {}}}}}]}}");
    ObjectNode rollout =
        Plans.rollout(2, "{steps: [{analysis: {templates: [{templateName: smoke}]}}]}");
    assertThat(Plans.update(rollout, smoke).doubtful())
        .containsExactly("smoke: metric provider job is not available in this controller");
  }

  @Test
  void doubtfulAndMisspeltFieldsAreNamed() {
    Forecast forecast = Plans.update(Plans.rollout(2, "{maxSurge: 5x, stepps: []}"));
    assertThat(forecast.doubtful())
        .containsExactly(
            "spec.strategy.canary.maxSurge: \"5x\" is neither a number nor a percentage",
            "spec.strategy.canary.stepps: unknown field, has no effect");
  }

  /** A pod at a time would take this many passes; nobody waits for that. */
  @Test
  void anUpdateOfVeryManyWavesIsGivenUp() {
    Forecast forecast = Plans.update(Plans.rollout(100_000, "{maxSurge: 1, maxUnavailable: 0}"));
    assertThat(forecast.ending())
        .isInstanceOfSatisfying(
            Ending.Stuck.class, stuck -> assertThat(stuck.why()).startsWith("no end was found"));
  }
}
