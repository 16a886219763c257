package io.rolloutoperator.kube.analysisrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.providers.MeasurementJudge;
import io.rolloutoperator.analysis.providers.MeasurementJudge.NotANumber;
import io.rolloutoperator.analysis.providers.MeasurementTaker;
import io.rolloutoperator.analysis.providers.SecretReader;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.pass.PassResult;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import io.rolloutoperator.kube.rollout.LoopbackApi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the status of a run with each answer of the API server. */
class RunPassTest {

  private static final ObjectKey RUN = new ObjectKey("argoproj.io", "AnalysisRun", "shop", "run");
  private static final String PATH = "/apis/argoproj.io/v1alpha1/namespaces/shop/analysisruns/run";

  private final WriteFence fence = new WriteFence(new FakeClock());
  @AutoClose private final LoopbackApi server = new LoopbackApi();

  @ParameterizedTest
  @CsvSource({
    "403, Forbidden, Failed, false",
    "404, NotFound, Outrun, false",
    "409, Conflict, Outrun, true",
    "422, Invalid, Failed, false",
    "500, InternalError, Failed, true",
  })
  void isToldToTheFence(int code, String reason, String result, boolean readLive)
      throws JsonProcessingException {
    server.next("PATCH", PATH, new Reply.Status(code, reason, "text"));

    PassResult ended = run();

    assertThat(ended.getClass().getSimpleName()).isEqualTo(result);
    assertThat(fence.awaited(RUN).contains(RUN)).isEqualTo(readLive);
    assertThat(server.writes()).hasSize(1);
  }

  private PassResult run() throws JsonProcessingException {
    AnalysisRun run =
        new ObjectMapper()
            .readValue(
                LoopbackApi.yaml(
                        """
                        apiVersion: argoproj.io/v1alpha1
                        kind: AnalysisRun
                        metadata: {namespace: shop, name: run, uid: u, resourceVersion: '5'}
                        spec: {metrics: none}
                        """)
                    .toString(),
                AnalysisRun.class);
    SecretReader secrets = (_, _) -> new SecretReader.Lookup.Denied("none is asked for");
    Measurements measurements =
        new Measurements(
            new MeasurementTaker(
                List.of(),
                secrets,
                new MeasurementJudge(NotANumber.SUCCESSFUL),
                InstantSource.system()),
            1);
    return new RunPass(
            new RunWriter(server.api(), fence), measurements, (_, _, _, _) -> {}, Duration.ZERO)
        .run(RunReading.of(RUN, run, Instant.parse("2026-01-01T00:00:00Z")));
  }
}
