package io.rolloutoperator.kube.analysisrun;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.core.AnalysisPhase;
import io.rolloutoperator.analysis.core.AnalysisPlan;
import io.rolloutoperator.analysis.core.AnalysisPlan.Lifetime;
import io.rolloutoperator.analysis.core.AnalysisPlan.StatusWrite;
import io.rolloutoperator.analysis.core.AnalysisPlanner;
import io.rolloutoperator.analysis.core.RunEvent;
import io.rolloutoperator.analysis.core.RunSnapshot;
import io.rolloutoperator.analysis.providers.RunReference;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.kube.analysisrun.Measurements.State;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.pass.DecisionLog;
import io.rolloutoperator.kube.pass.PassResult;
import io.rolloutoperator.kube.pass.StatusOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One pass of an AnalysisRun from its reading on: decide, write, measure.
 *
 * <p>The status is written before measurements begin: a plan on a version that is no longer the
 * newest begins nothing.
 */
final class RunPass {

  private static final Logger log = LoggerFactory.getLogger(RunPass.class);

  /** A run under way is looked at this often even if every event got lost. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final RunWriter writer;
  private final Measurements measurements;
  private final EventSink events;
  private final Duration minimumInterval;

  RunPass(RunWriter writer, Measurements measurements, EventSink events, Duration minimumInterval) {
    this.writer = writer;
    this.measurements = measurements;
    this.events = events;
    this.minimumInterval = minimumInterval;
  }

  /** Runs the pass. */
  PassResult run(RunReading reading) {
    return switch (reading.spec()) {
      case Decoded.Malformed<AnalysisRunSpec> malformed -> refuse(reading, malformed.message());
      case Decoded.Valid<AnalysisRunSpec>(AnalysisRunSpec spec) ->
          switch (reading.status()) {
            case Decoded.Malformed<AnalysisRunStatus> malformed ->
                refuse(reading, malformed.message());
            case Decoded.Valid<AnalysisRunStatus>(AnalysisRunStatus status) ->
                planned(reading, spec, status);
          };
    };
  }

  private PassResult planned(RunReading reading, AnalysisRunSpec spec, AnalysisRunStatus status) {
    State state = measurements.state(reading.key(), reading.reference().uid());
    AnalysisPlan plan =
        AnalysisPlanner.plan(
            new RunSnapshot(
                reading.now(),
                reading.createdAt(),
                spec,
                status,
                state.inFlight(),
                state.reports(),
                minimumInterval));
    if (plan.lifetime() == Lifetime.EXPIRED) {
      return expire(reading);
    }
    return switch (plan.write()) {
      case StatusWrite.WITH_FIRST_ANSWER -> begin(reading, plan);
      case StatusWrite.NOW ->
          switch (writer.write(reading, RunWriter.difference(reading, status, plan.status()))) {
            case StatusOutcome.Failed(ApiAnswer answer) -> failed("status", answer);
            case StatusOutcome.Unchanged() -> {
              measurements.planned(reading.key(), state.reports());
              yield begin(reading, plan);
            }
            case StatusOutcome.Written() -> {
              measurements.planned(reading.key(), state.reports());
              plan.events().forEach(event -> tell(reading, event));
              yield begin(reading, plan);
            }
          };
    };
  }

  private PassResult begin(RunReading reading, AnalysisPlan plan) {
    RunReference run =
        new RunReference(
            reading.key().namespace(), reading.key().name(), reading.reference().uid());
    measurements.abandon(reading.key(), plan.abandoned());
    plan.tasks().forEach(task -> measurements.begin(reading.key(), run, task));
    return new PassResult.Finished(wait(reading.now(), plan));
  }

  private static Optional<Duration> wait(Instant now, AnalysisPlan plan) {
    Optional<Duration> planned = plan.wakeUp().map(time -> Duration.between(now, time));
    if (AnalysisPhase.of(plan.status().phase()).isCompleted()) {
      return planned;
    }
    return Optional.of(
        planned.filter(wait -> wait.compareTo(LONGEST_WAIT) < 0).orElse(LONGEST_WAIT));
  }

  /** Nothing can be measured; said once, and a run that has ended stays as it is. */
  private PassResult refuse(RunReading reading, String problem) {
    measurements.forget(reading.key());
    if (AnalysisPhase.of(reading.storedStatus().path("phase").asText()).isCompleted()) {
      return new PassResult.Finished(Optional.empty());
    }
    ObjectNode status =
        JsonNodeFactory.instance
            .objectNode()
            .put("phase", AnalysisPhase.ERROR.text())
            .put("message", "Analysis spec invalid: " + problem);
    return switch (writer.write(reading, status)) {
      case StatusOutcome.Failed(ApiAnswer answer) -> failed("status", answer);
      case StatusOutcome.Unchanged() -> new PassResult.Finished(Optional.empty());
      case StatusOutcome.Written() -> {
        tell(reading, RunEvent.warning("AnalysisRunError", "Analysis Completed. Result: Error"));
        yield new PassResult.Finished(Optional.empty());
      }
    };
  }

  private PassResult expire(RunReading reading) {
    return switch (writer.delete(reading)) {
      case ApiAnswer.Done _ -> new PassResult.Finished(Optional.empty());
      case ApiAnswer.NotFound _ -> new PassResult.Finished(Optional.empty());
      case ApiAnswer failure -> failed("deletion", failure);
    };
  }

  private static PassResult failed(String what, ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Conflict _ -> new PassResult.Outrun(what);
      case ApiAnswer.NotFound _ -> new PassResult.Outrun(what + ": gone meanwhile");
      case ApiAnswer.TryLater(Duration wait) ->
          new PassResult.Repeat(what + ": the API server asks for patience", wait);
      case ApiAnswer.AlreadyExists(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.Forbidden(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.Rejected(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.NotSent(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.Unknown(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.Done _ -> throw new IllegalStateException(what + " is done");
    };
  }

  private void tell(RunReading reading, RunEvent event) {
    EventType type =
        switch (event.severity()) {
          case NORMAL -> EventType.NORMAL;
          case WARNING -> EventType.WARNING;
        };
    DecisionLog.line(log, Level.INFO, reading.key(), event.reason(), event.message());
    events.emit(reading.reference(), type, event.reason(), event.message());
  }
}
