package io.rolloutoperator.it;

import io.rolloutoperator.it.RightUse.Row;
import java.util.List;

/** What a release with an analysis needs. */
final class AnalysisRights {

  private AnalysisRights() {}

  static List<Row> rows() {
    return List.of(
        Row.ofSome("get analysisruns.argoproj.io", AnalysisRights::loseAnswer),
        Row.ofSome("create analysisruns.argoproj.io", AnalysisRights::release),
        Row.ofSome("patch analysisruns.argoproj.io", AnalysisRights::release),
        Row.ofSome("delete analysisruns.argoproj.io", AnalysisRights::forgetRun));
  }

  private static RightUse release(RightsLane lane) {
    LiveRollout shop = judged(lane);
    return lane.use(() -> shop.version("v2"), () -> shop.awaitPhase("Healthy"));
  }

  private static RightUse loseAnswer(RightsLane lane) {
    return ReleaseRights.loseAnswer(lane, "analysisruns", release(lane));
  }

  /** Runs beyond the limit are deleted. */
  private static RightUse forgetRun(RightsLane lane) {
    LiveRollout shop = judged(lane);
    shop.version("v2");
    shop.awaitPhase("Healthy");
    return lane.use(
        () ->
            shop.patch(
                """
                {spec: {analysis: {successfulRunHistoryLimit: 0},
                 template: {spec: {containers: [{name: main, image: "example/app:v3"}]}}}}
                """),
        () ->
            lane.namespace()
                .await("the older run is deleted", () -> shop.analysisRuns().size() <= 1));
  }

  private static LiveRollout judged(RightsLane lane) {
    lane.operator().template("good");
    return lane.deploy("shop", "{steps: [{analysis: {templates: [{templateName: good}]}}]}");
  }
}
