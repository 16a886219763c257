package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.QuarantineEntry.State;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is read of the analysis of a release, and that nothing of it is waited for. */
class MeasurementReaderTest {
  private static final String KINDS = "/apis/argoproj.io/v1alpha1";
  private static final String RUNS =
      KINDS + "/namespaces/shop/analysisruns?labelSelector=rollouts-pod-template-hash%3Dbad";

  private static final QuarantineEntry ENTRY =
      new QuarantineEntry(
          new ObjectId(ApiGroup.GROUP, "Rollout", "shop", "my-app"),
          "bad",
          "good",
          new Revision("main", "b".repeat(40)),
          List.of(),
          Instant.EPOCH,
          "too many errors",
          State.HOLDING);

  @AutoClose
  private final LoopbackApi api =
      new LoopbackApi()
          .holds(KINDS, "{resources: [{name: analysisruns, kind: AnalysisRun, namespaced: true}]}");

  @Test
  void theRunsOfTheRevisionAreReadInOneRequest() {
    api.holds(
        RUNS,
        """
        items:
        - metadata: {name: my-app-2, ownerReferences: [{kind: Rollout, name: my-app}]}
          status: {phase: Failed, metricResults: [{name: errors, phase: Failed}]}
        """);

    assertThat(read()).containsExactly("Metric errors of AnalysisRun my-app-2: Failed");
    assertThat(api.requests()).containsExactly("GET " + KINDS, "GET " + RUNS);
  }

  @Test
  void aRightThatIsMissingIsNamed() {
    api.next(
        "GET",
        RUNS,
        new LoopbackApi.Reply.Status(
            403,
            "Forbidden",
            "analysisruns.argoproj.io is forbidden: User \"system:serviceaccount:shop:gitsync\""
                + " cannot list resource \"analysisruns\" in API group \"argoproj.io\" in the"
                + " namespace \"shop\""));

    assertThat(read())
        .containsExactly(
            "AnalysisRuns could not be read: system:serviceaccount:shop:gitsync cannot list"
                + " analysisruns.argoproj.io in namespace shop");
  }

  @Test
  void withoutAnAnswerTheRequestIsMadeAllTheSame() {
    api.next("GET", RUNS, new LoopbackApi.Reply.Status(500, "InternalError", "etcd is gone"));
    api.next("GET", RUNS, new LoopbackApi.Reply.Status(500, "InternalError", "etcd is gone"));
    api.next("GET", RUNS, new LoopbackApi.Reply.Status(500, "InternalError", "etcd is gone"));

    assertThat(read())
        .singleElement()
        .asString()
        .startsWith("AnalysisRuns could not be read: ")
        .contains("etcd is gone");
  }

  @Test
  void aClusterWithoutAnalysisHasNothingToTell() {
    api.holds(KINDS, "{resources: []}").holds("/apis", "{groups: []}");

    assertThat(read()).isEmpty();
  }

  private List<String> read() {
    String user = Account.user("shop", "gitsync");
    return MeasurementReader.read(
        new Account(user, api.api(), new PassKinds(new Discovery(api.api()))), ENTRY);
  }
}
