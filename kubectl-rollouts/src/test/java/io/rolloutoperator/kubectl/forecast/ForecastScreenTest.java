package io.rolloutoperator.kubectl.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.GoldenFile;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.view.Line;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The screen of {@code plan}: files in {@code testdata/forecasts}. */
class ForecastScreenTest {

  record Case(String name, Supplier<Forecast> forecast) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String ROUTED =
      "{canaryService: web-canary, stableService: web-stable, trafficRouting: {plugins:"
          + " {argoproj-labs/gatewayAPI: {httpRoute: web}}}, analysis: {startingStep: 1, templates:"
          + " [{templateName: success-rate}]}, steps: [{setWeight: 20}, {pause: {duration: 10m}},"
          + " {analysis: {templates: [{templateName: load}]}}, {setWeight: 50}, {pause: {}}]}";

  static Stream<Case> cases() {
    return Stream.of(
        new Case("routed", () -> Plans.update(Plans.rollout(5, ROUTED), load())),
        new Case(
            "basic",
            () ->
                Plans.update(
                    Plans.rollout(
                        10,
                        "{steps: [{setWeight: 10}, {pause: {duration: 5m}}, {setWeight: 50}]}"))),
        new Case(
            "refused", () -> Plans.update(Plans.rollout(2, "{steps: [{setWeight: 101}, {}]}"))),
        new Case("doubtful", ForecastScreenTest::doubtful));
  }

  private static com.fasterxml.jackson.databind.JsonNode load() {
    return Plans.tree(
        "{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: load}, spec:"
            + " {metrics: [{name: m, interval: 1m, count: 5, provider: {web: {url: x}}}]}}");
  }

  private static Forecast doubtful() {
    ObjectNode rollout = Plans.rollout(2, "{maxSurge: 5x, minPodsPerReplicaSet: 3}");
    rollout.withObject("/spec").put("minReadySeconds", 20);
    return Plans.update(rollout);
  }

  private static List<Line> lines(Case each, int width) {
    return ForecastScreen.of(each.forecast().get(), width);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theScreenIsThatAtEveryWidth(Case each) {
    String all =
        Stream.of(40, 80, 120)
            .map(
                width ->
                    lines(each, width).stream()
                        .map(line -> line.rendered(false) + "\n")
                        .collect(Collectors.joining("", "--- " + width + " columns\n", "")))
            .collect(Collectors.joining());
    GoldenFile.check("forecasts/" + each.name() + ".golden", all);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void programsReadTheSame(Case each) {
    GoldenFile.check(
        "forecasts/" + each.name() + ".json",
        Json.pretty(ForecastJson.of(each.forecast().get())) + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 39, 40, 59, 60, 61, 80, 120})
  void noLineIsLongerThanTheTerminalIsWide(int width) {
    assertThat(cases().flatMap(each -> lines(each, width).stream()))
        .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(width));
  }
}
