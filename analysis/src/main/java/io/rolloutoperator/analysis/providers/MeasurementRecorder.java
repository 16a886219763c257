package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.analysis.core.AnalysisPhase;
import io.rolloutoperator.analysis.core.MeasurementReport.Measured;
import io.rolloutoperator.analysis.core.MeasurementTask;
import io.rolloutoperator.analysis.core.MeasurementTask.ResumeMeasurement;
import io.rolloutoperator.analysis.core.MeasurementTask.TakeMeasurement;
import io.rolloutoperator.analysis.core.MeasurementTask.TerminateMeasurement;
import io.rolloutoperator.analysis.core.RunEvent;
import io.rolloutoperator.analysis.providers.http.Text;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.Metric;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the report of one task: what others sent leaves it in bounds, in one line, and without
 * Secrets.
 */
final class MeasurementRecorder {

  /** Characters of a measured value, and of a message. */
  private static final int VALUE = 1024;

  private static final int MESSAGE = 5 * 1024;

  private final MeasurementTask task;
  private final Redactor redactor;
  private final List<RunEvent> warnings;
  private final MeasurementJudge judge;
  private final InstantSource clock;
  private final Instant startedAt;

  MeasurementRecorder(
      MeasurementTask task, UsedSecrets secrets, MeasurementJudge judge, InstantSource clock) {
    this.task = task;
    this.redactor = secrets.redactor();
    this.warnings = secrets.warnings();
    this.judge = judge;
    this.clock = clock;
    this.startedAt = Objects.requireNonNullElseGet(earlier(task), () -> now(clock));
  }

  private static @Nullable Instant earlier(MeasurementTask task) {
    return switch (task) {
      case TakeMeasurement _ -> null;
      case ResumeMeasurement resumed -> resumed.measurement().startedAt();
      case TerminateMeasurement terminated -> terminated.measurement().startedAt();
    };
  }

  private static Instant now(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Reports an answer.
   *
   * @param metric with its arguments: its conditions may contain them
   */
  Measured report(ProviderAnswer answer, Map<String, String> metricMetadata, Metric metric) {
    return switch (answer) {
      case ProviderAnswer.Failure(String message) ->
          completed(
              new MeasurementJudge.Opinion(AnalysisPhase.ERROR, message, List.of()),
              "",
              Map.of(),
              metricMetadata);
      case ProviderAnswer.Data(var result, String text, Map<String, String> metadata) -> {
        MeasurementJudge.Opinion opinion = judge.judge(metric, result, clock.instant());
        // A result that could not be judged is no value; the message says what was wrong with it.
        String value = opinion.phase() == AnalysisPhase.ERROR ? "" : text;
        yield completed(opinion, value, metadata, metricMetadata);
      }
      case ProviderAnswer.Judged(
              AnalysisPhase phase,
              String message,
              String text,
              Map<String, String> metadata) ->
          completed(
              new MeasurementJudge.Opinion(phase, message, List.of()),
              text,
              metadata,
              metricMetadata);
      case ProviderAnswer.Ongoing(Instant resumeAt, Map<String, String> metadata) ->
          report(
              new Measurement(
                  AnalysisPhase.RUNNING.text(),
                  "",
                  startedAt,
                  null,
                  "",
                  clean(metadata),
                  resumeAt.truncatedTo(ChronoUnit.SECONDS)),
              metricMetadata,
              List.of());
    };
  }

  private Measured completed(
      MeasurementJudge.Opinion opinion,
      String text,
      Map<String, String> metadata,
      Map<String, String> metricMetadata) {
    Measurement measurement =
        new Measurement(
            opinion.phase().text(),
            clean(opinion.message(), MESSAGE),
            startedAt,
            now(clock),
            clean(text, VALUE),
            clean(metadata),
            resumeAt());
    return report(measurement, metricMetadata, opinion.events());
  }

  private Measured report(
      Measurement measurement, Map<String, String> metricMetadata, List<RunEvent> events) {
    List<RunEvent> clean =
        Stream.concat(warnings.stream(), events.stream())
            .map(e -> new RunEvent(e.severity(), e.reason(), clean(e.message(), VALUE)))
            .toList();
    return new Measured(
        task.metric().name(), task.number(), measurement, clean(metricMetadata), clean);
  }

  /** A finished measurement keeps the time when it was looked at. */
  private @Nullable Instant resumeAt() {
    return switch (task) {
      case TakeMeasurement _ -> null;
      case ResumeMeasurement resumed -> resumed.measurement().resumeAt();
      case TerminateMeasurement terminated -> terminated.measurement().resumeAt();
    };
  }

  private String clean(String text, int most) {
    return Text.line(redactor.redact(text), most);
  }

  private Map<String, String> clean(Map<String, String> texts) {
    Map<String, String> clean = new HashMap<>();
    redactor.redact(texts).forEach((key, value) -> clean.put(key, Text.line(value, VALUE)));
    return Map.copyOf(clean);
  }
}
