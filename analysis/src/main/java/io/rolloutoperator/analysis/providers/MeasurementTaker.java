package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.analysis.core.AnalysisPhase;
import io.rolloutoperator.analysis.core.Arguments;
import io.rolloutoperator.analysis.core.MeasurementReport;
import io.rolloutoperator.analysis.core.MeasurementReport.ArgumentsUnresolved;
import io.rolloutoperator.analysis.core.MeasurementReport.TerminationFailed;
import io.rolloutoperator.analysis.core.MeasurementTask;
import io.rolloutoperator.analysis.core.MeasurementTask.ResumeMeasurement;
import io.rolloutoperator.analysis.core.MeasurementTask.TakeMeasurement;
import io.rolloutoperator.analysis.core.MeasurementTask.TerminateMeasurement;
import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.analysis.core.RunEvent;
import io.rolloutoperator.analysis.providers.SecretReader.Lookup;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.MetricProvider;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out the tasks of a plan: reads Secrets, asks the provider, judges what it answers, hides
 * the Secrets again. Blocks for up to the provider's time-out; callable from several threads at a
 * time.
 */
public final class MeasurementTaker {

  private static final String TERMINATED = "Metric Terminated";

  private final Map<String, MeasurementProvider> providers;
  private final SecretReader secrets;
  private final MeasurementJudge judge;
  private final InstantSource clock;

  public MeasurementTaker(
      List<? extends MeasurementProvider> providers,
      SecretReader secrets,
      MeasurementJudge judge,
      InstantSource clock) {
    Map<String, MeasurementProvider> byName = new HashMap<>();
    providers.forEach(provider -> byName.put(provider.name(), provider));
    this.providers = Map.copyOf(byName);
    this.secrets = secrets;
    this.judge = judge;
    this.clock = clock;
  }

  /** Carries out a task. Whatever goes wrong is in the report. */
  public MeasurementReport carryOut(RunReference run, MeasurementTask task) {
    Map<SecretKeyRef, String> values = new HashMap<>();
    List<String> warnings = new ArrayList<>();
    for (SecretKeyRef ref : Arguments.secrets(task.args())) {
      switch (secrets.read(run.namespace(), ref)) {
        case Lookup.Found(String value) -> values.put(ref, value);
        case Lookup.Unreleased(String value, String warning) -> {
          values.put(ref, value);
          warnings.add(warning);
        }
        case Lookup.Denied(String problem) -> {
          return new ArgumentsUnresolved(task.metric().name(), task.number(), problem);
        }
        case Lookup.Unavailable(String problem) -> {
          return unreadable(task, problem);
        }
      }
    }
    return switch (Arguments.resolve(task.metric(), task.args(), values)) {
      case Resolution.Unresolved<Metric>(String problem) ->
          new ArgumentsUnresolved(task.metric().name(), task.number(), problem);
      case Resolution.Resolved<Metric>(Metric metric) ->
          carryOut(run, task, metric, new UsedSecrets(values, told(task, warnings)));
    };
  }

  /** Told with the first measurement of each metric: the later ones say nothing new. */
  private static List<RunEvent> told(MeasurementTask task, List<String> warnings) {
    boolean first = task instanceof TakeMeasurement && task.number() == 1;
    return first
        ? warnings.stream()
            .map(text -> "Metric '" + task.metric().name() + "': " + text)
            .map(text -> RunEvent.warning("SecretNotReleased", text))
            .toList()
        : List.of();
  }

  private MeasurementReport unreadable(MeasurementTask task, String problem) {
    MeasurementRecorder recorder = new MeasurementRecorder(task, UsedSecrets.NONE, judge, clock);
    return task instanceof TerminateMeasurement
        ? new TerminationFailed(task.metric().name(), task.number(), problem)
        : recorder.report(new ProviderAnswer.Failure(problem), Map.of(), task.metric());
  }

  private MeasurementReport carryOut(
      RunReference run, MeasurementTask task, Metric metric, UsedSecrets used) {
    MeasurementRecorder recorder = new MeasurementRecorder(task, used, judge, clock);
    MetricProvider kind = metric.provider();
    if (kind == null) {
      return recorder.report(new ProviderAnswer.Failure("no provider specified"), Map.of(), metric);
    }
    String name = ProviderNames.of(kind);
    MeasurementProvider provider = providers.get(name);
    if (provider == null) {
      return recorder.report(
          new ProviderAnswer.Failure(ProviderNames.unknown(kind, name)), Map.of(), metric);
    }
    Cargo cargo =
        Arguments.secretsIn(task.metric(), task.args()).isEmpty() ? Cargo.PLAIN : Cargo.SECRETS;
    MeasurementRequest request =
        new MeasurementRequest(run, metric, kind, task.number(), clock.instant(), cargo);
    return ask(provider, request, task, recorder);
  }

  private MeasurementReport ask(
      MeasurementProvider provider,
      MeasurementRequest request,
      MeasurementTask task,
      MeasurementRecorder recorder) {
    try {
      return switch (task) {
        case TakeMeasurement _ ->
            recorder.report(
                provider.measure(request), provider.metadata(request), request.metric());
        case ResumeMeasurement(_, _, _, Measurement measurement) ->
            recorder.report(
                resume(provider, request, measurement),
                provider.metadata(request),
                request.metric());
        case TerminateMeasurement(_, _, _, Measurement measurement) ->
            terminate(provider, request, measurement, task, recorder);
      };
    } catch (RuntimeException e) {
      // A bug in one provider must not stop the other metrics: it is an error of this measurement.
      return recorder.report(
          new ProviderAnswer.Failure(
              "unexpected " + e.getClass().getSimpleName() + " in provider " + provider.name()),
          Map.of(),
          request.metric());
    }
  }

  private static ProviderAnswer resume(
      MeasurementProvider provider, MeasurementRequest request, Measurement measurement) {
    return provider instanceof ResumableProvider resumable
        ? resumable.resume(request, measurement)
        : provider.measure(request);
  }

  private static MeasurementReport terminate(
      MeasurementProvider provider,
      MeasurementRequest request,
      Measurement measurement,
      MeasurementTask task,
      MeasurementRecorder recorder) {
    Optional<String> problem =
        provider instanceof ResumableProvider resumable
            ? resumable.terminate(request, measurement)
            : Optional.empty();
    return problem.isPresent()
        ? new TerminationFailed(request.metric().name(), task.number(), problem.get())
        : recorder.report(
            new ProviderAnswer.Judged(
                AnalysisPhase.INCONCLUSIVE, TERMINATED, "", measurement.metadata()),
            provider.metadata(request),
            request.metric());
  }
}
