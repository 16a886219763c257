package io.rolloutoperator.kube.analysisrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.core.AnalysisPhase;
import io.rolloutoperator.analysis.core.MeasurementReport;
import io.rolloutoperator.analysis.core.MeasurementTask;
import io.rolloutoperator.analysis.core.MeasurementTask.TakeMeasurement;
import io.rolloutoperator.analysis.providers.MeasurementJudge;
import io.rolloutoperator.analysis.providers.MeasurementJudge.NotANumber;
import io.rolloutoperator.analysis.providers.MeasurementRequest;
import io.rolloutoperator.analysis.providers.MeasurementTaker;
import io.rolloutoperator.analysis.providers.ProviderAnswer;
import io.rolloutoperator.analysis.providers.ResumableProvider;
import io.rolloutoperator.analysis.providers.RunReference;
import io.rolloutoperator.analysis.providers.SecretReader;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

  private static final ObjectKey KEY = new ObjectKey("argoproj.io", "AnalysisRun", "shop", "web-1");
  private static final RunReference RUN = new RunReference("shop", "web-1", "uid-1");

  private final Gate gate = new Gate();
  private final BlockingQueue<ObjectKey> arrivals = new LinkedBlockingQueue<>();
  private final Measurements measurements = measurements(2, (_, _) -> noSecret());

  @Test
  void aMetricIsInFlightUntilItsReportIsThere() {
    begin("a", 1);
    awaitStarted("a");
    assertThat(state()).isEqualTo(new Measurements.State(Set.of("a"), List.of()));

    gate.open(1);
    awaitArrival();
    assertThat(state().inFlight()).isEmpty();
    assertThat(state().reports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.metric()).isEqualTo("a");
              assertThat(report.number()).isEqualTo(1);
            });
  }

  @Test
  void aReportIsGivenAgainUntilItIsPlannedAndOneThatCameMeanwhileStays() {
    gate.open(2);
    begin("a", 1);
    awaitArrival();
    List<MeasurementReport> seen = state().reports();
    begin("b", 1);
    awaitArrival();
    assertThat(metrics(state().reports())).containsExactly("a", "b");

    measurements.planned(KEY, seen);
    assertThat(metrics(state().reports())).containsExactly("b");
    measurements.planned(KEY, state().reports());
    assertThat(state()).isEqualTo(new Measurements.State(Set.of(), List.of()));
  }

  @Test
  void anAbandonedMeasurementIsCutOffUnreportedAndWhatItStartedIsEnded() {
    begin("a", 7);
    awaitStarted("a");
    measurements.abandon(KEY, Set.of("a"));

    Awaitility.await().untilAsserted(() -> assertThat(gate.ended).containsExactly("a 7"));
    assertThat(gate.interrupted).containsExactly("a");
    assertThat(state()).isEqualTo(new Measurements.State(Set.of(), List.of()));
    assertThat(arrivals).isEmpty();
  }

  @Test
  void aMetricThatIsMeasuredAnewIgnoresTheAbandonedAnswer() {
    begin("a", 1);
    awaitStarted("a");
    measurements.abandon(KEY, Set.of("a"));
    begin("a", 2);
    Awaitility.await().until(() -> !gate.ended.isEmpty());
    gate.open(1);
    awaitArrival();
    assertThat(state().reports()).extracting(MeasurementReport::number).containsExactly(2);
  }

  @Test
  void noMoreThanItsSlotsAreCarriedOutAtATime() {
    for (String metric : List.of("a", "b", "c", "d", "e")) {
      begin(metric, 1);
    }
    Awaitility.await().until(() -> gate.started.size() == 2);
    gate.open(5);
    for (int i = 0; i < 5; i++) {
      awaitArrival();
    }
    assertThat(gate.most()).isEqualTo(2);
    assertThat(metrics(state().reports())).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
  }

  @Test
  void aRunOfTheSameNameStartsFromNothing() {
    begin("a", 1);
    awaitStarted("a");
    assertThat(measurements.state(KEY, "uid-2"))
        .isEqualTo(new Measurements.State(Set.of(), List.of()));
    Awaitility.await().until(() -> gate.interrupted.contains("a"));
    assertThat(arrivals).isEmpty();
  }

  @Test
  void aBugWhileReadingASecretIsAnErrorOfTheMeasurement() {
    Measurements broken =
        measurements(
            1,
            (_, _) -> {
              throw new IllegalStateException("broken");
            });
    broken.begin(KEY, RUN, new TakeMeasurement(metric("a"), List.of(secretArgument()), 3));
    awaitArrival();
    assertThat(broken.state(KEY, "uid-1").reports())
        .singleElement()
        .satisfies(
            report -> {
              MeasurementReport.Measured measured = (MeasurementReport.Measured) report;
              assertThat(measured.number()).isEqualTo(3);
              assertThat(measured.measurement().phase()).isEqualTo(AnalysisPhase.ERROR.text());
              assertThat(measured.measurement().message())
                  .isEqualTo("unexpected IllegalStateException");
            });
  }

  private Measurements measurements(int slots, SecretReader secrets) {
    Measurements made =
        new Measurements(
            new MeasurementTaker(
                List.of(gate),
                secrets,
                new MeasurementJudge(NotANumber.SUCCESSFUL),
                InstantSource.system()),
            slots);
    made.reportTo(arrivals::add);
    return made;
  }

  private static SecretReader.Lookup noSecret() {
    return new SecretReader.Lookup.Unavailable("no Secrets here");
  }

  private void begin(String metric, int number) {
    MeasurementTask task = new TakeMeasurement(metric(metric), List.of(), number);
    measurements.begin(KEY, RUN, task);
  }

  private Measurements.State state() {
    return measurements.state(KEY, "uid-1");
  }

  private void awaitStarted(String metric) {
    Awaitility.await().until(() -> gate.started.contains(metric));
  }

  private void awaitArrival() {
    try {
      assertThat(arrivals.poll(10, TimeUnit.SECONDS)).isEqualTo(KEY);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> metrics(List<MeasurementReport> reports) {
    return reports.stream().map(MeasurementReport::metric).toList();
  }

  private static Metric metric(String name) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", name);
    tree.putObject("provider").putObject("job").putObject("spec");
    return decoded(tree, Metric.class);
  }

  private static Argument secretArgument() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", "token");
    tree.putObject("valueFrom").putObject("secretKeyRef").put("name", "s").put("key", "k");
    return decoded(tree, Argument.class);
  }

  private static <T> T decoded(ObjectNode tree, Class<T> type) {
    return switch (Decoder.decode(tree, type, "test")) {
      case Decoded.Valid<T>(T value) -> value;
      case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
    };
  }

  /** A provider whose answers wait until the test lets them through. */
  private static final class Gate implements ResumableProvider {
    final ConcurrentLinkedQueue<String> started = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> interrupted = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    private final Semaphore permits = new Semaphore(0);
    private int running;
    private int most;

    void open(int answers) {
      permits.release(answers);
    }

    synchronized int most() {
      return most;
    }

    @Override
    public String name() {
      return "job";
    }

    @Override
    public ProviderAnswer measure(MeasurementRequest request) {
      count(1);
      started.add(request.metric().name());
      try {
        permits.acquire();
        return new ProviderAnswer.Judged(AnalysisPhase.SUCCESSFUL, "", "", Map.of());
      } catch (InterruptedException e) {
        interrupted.add(request.metric().name());
        Thread.currentThread().interrupt();
        return new ProviderAnswer.Failure("interrupted");
      } finally {
        count(-1);
      }
    }

    @Override
    public ProviderAnswer resume(MeasurementRequest request, Measurement measurement) {
      return measure(request);
    }

    @Override
    public Optional<String> terminate(MeasurementRequest request, Measurement measurement) {
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      ended.add(request.metric().name() + " " + request.number());
      return Optional.empty();
    }

    private synchronized void count(int change) {
      running += change;
      most = Math.max(most, running);
    }
  }
}
