package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.frontend.own.DependencyCycle;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.frontend.own.UnitRequests;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.gitsync.status.AccessFailure;
import io.rolloutoperator.gitsync.status.RetryPause;
import io.rolloutoperator.gitsync.status.SyncFailure;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.runtime.ControllerContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Works on units: from the object as it is stored to the next look at it. */
final class GitSyncEngine {

  /** Units that wait for others are woken by them; this is for what was missed. */
  private static final Duration WHEN_WAITING = Duration.ofSeconds(30);

  private final EngineParts parts;
  private final ObjectApi api;
  private final FrontEndSettings settings;
  private final InstantSource clock;
  private final Dependents dependents = new Dependents();

  GitSyncEngine(EngineParts parts, ObjectApi api, FrontEndSettings settings, InstantSource clock) {
    this.parts = parts;
    this.api = api;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Wires an engine; makes no request.
   *
   * @param units all GitSyncs, from the cache
   */
  static GitSyncEngine of(ControllerContext context, UnitWakes wakes, StoredUnits units) {
    var chosen = context.settings().gitSync();
    FrontEndSettings settings =
        new FrontEndSettings(
            chosen.allowances().plainHttp(),
            chosen.defaultServiceAccount(),
            chosen.allowances().crossNamespace());
    return new GitSyncEngine(
        EngineParts.of(context, wakes, units, settings),
        context.api(),
        settings,
        InstantSource.system());
  }

  /** A unit that is gone. */
  void forget(UnitId unit) {
    dependents.forget(unit);
    parts.forget(unit);
  }

  /** One pass of a unit. */
  PassEnd run(ObjectNode cached) {
    UnitId id =
        new UnitId(
            GitSyncFrontEnd.KIND,
            cached.at("/metadata/namespace").asText(),
            cached.at("/metadata/name").asText());
    UnitState state = parts.states().of(id);
    Optional<Duration> patience = state.postponed(clock.instant());
    if (patience.isPresent()) {
      return new PassEnd.Waiting(patience.get());
    }
    PassEnd end = run(id, state.newest(cached), state);
    switch (end) {
      case PassEnd.Postponed(String _, Duration pause) ->
          state.postpone(clock.instant().plus(pause));
      case PassEnd.Settled _ -> state.outage().ended();
      case PassEnd.Waiting _, PassEnd.Repeat _, PassEnd.Failed _ -> {}
    }
    return end;
  }

  private PassEnd run(UnitId id, ObjectNode object, UnitState state) {
    try {
      StatusStore statuses = new StatusStore(api, state, object);
      GitSyncStatus before = statuses.status();
      PassEnd end =
          switch (state.unit(
              object.path("spec"), () -> GitSyncFrontEnd.toUnit(object, settings))) {
            case UnitResult.Invalid(List<String> messages) ->
                invalid(object, statuses, new SyncFailure.InvalidSpec(messages));
            case UnitResult.Accepted(SyncUnit unit, List<String> ignored) ->
                accepted(object, statuses, subject(object, unit, ignored, state));
          };
      parts.events().tell(statuses.object(), before, statuses.status());
      parts.meter().observe(id, statuses.object());
      parts.listener().left(statuses.object());
      return end;
    } catch (UnansweredException e) {
      return e.end();
    }
  }

  private PassSubject subject(
      ObjectNode object, SyncUnit unit, List<String> ignored, UnitState state) {
    return new PassSubject(
        object,
        unit,
        parts.accounts().of(unit),
        ignored,
        UnitRequests.of(object),
        state,
        clock.instant());
  }

  private PassEnd accepted(ObjectNode object, StatusStore statuses, PassSubject subject) {
    dependents.know(subject.unit());
    if (Finalizer.isDeleted(object)) {
      return farewell(statuses, subject);
    }
    Optional<String> cycle =
        waits(subject)
            ? DependencyCycle.of(subject.unit().id(), dependents.all())
            : Optional.empty();
    if (cycle.isPresent()) {
      return invalid(object, statuses, new SyncFailure.InvalidSpec(List.of(cycle.get())));
    }
    if (!parts.finalizer().isAsWanted(subject)) {
      return parts.finalizer().write(subject);
    }
    parts.begin(subject, statuses.status());
    GitSyncStatus before = statuses.status();
    PassEnd end = parts.pass().run(subject, statuses);
    if (!before.equals(statuses.status())) {
      dependents.of(subject.unit().id()).forEach(parts.wakes()::wake);
    }
    PassEnd answered = parts.releases().answer(subject, statuses, end);
    return waits(subject) ? answered.within(WHEN_WAITING) : answered;
  }

  /**
   * Objects of a unit whose account is gone stay: nobody is left with the right to delete them, and
   * a namespace that is deleted takes the account before the unit.
   */
  private PassEnd farewell(StatusStore statuses, PassSubject subject) {
    try {
      return parts.farewell().run(subject, statuses);
    } catch (ForbiddenException e) {
      SyncUnit unit = subject.unit();
      SyncFailure failure =
          AccessFailure.of(
              unit, String.valueOf(e.getMessage()), () -> parts.accounts().exists(unit));
      if (failure.equals(missingAccount(unit))) {
        return parts.finalizer().remove(subject.object());
      }
      int history = unit.policies().historyLimit();
      SyncOutcome outcome = SyncOutcome.of(subject.generation(), history).failed(failure).build();
      return statuses.write(outcome, subject.now()) instanceof ActionOutcome.Outdated(String why)
          ? new PassEnd.Repeat(why)
          : new PassEnd.Failed(failure.message());
    }
  }

  private static SyncFailure missingAccount(SyncUnit unit) {
    return SyncFailure.ImpersonationFailed.notFound(unit.id().namespace(), unit.serviceAccount());
  }

  private static boolean waits(PassSubject subject) {
    return !subject.unit().policies().dependsOn().isEmpty();
  }

  /** Nothing is fetched or written but the status; a deletion is not held up. */
  private PassEnd invalid(ObjectNode object, StatusStore statuses, SyncFailure failure) {
    if (Finalizer.isDeleted(object)) {
      return parts.finalizer().remove(object);
    }
    Instant now = clock.instant();
    int history = statuses.status().history().size();
    SyncOutcome outcome =
        SyncOutcome.of(object.at("/metadata/generation").asLong(), history).failed(failure).build();
    return statuses.write(outcome, now) instanceof ActionOutcome.Outdated(String why)
        ? new PassEnd.Repeat(why)
        : new PassEnd.Settled(RetryPause.WHEN_STALLED);
  }
}
