package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.Yielded;
import io.rolloutoperator.gitsync.source.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what a pass finds out; a later value replaces an earlier one. Not for several threads.
 */
public final class SyncOutcomeBuilder {
  private final long generation;
  private final int historyLimit;
  private Optional<Readiness> readiness = Optional.empty();
  private Optional<SourceHealth> source = Optional.empty();
  private Optional<Revision> attempted = Optional.empty();
  private Optional<DesiredState> begun = Optional.empty();
  private Optional<DesiredState> applied = Optional.empty();
  private Optional<Revision> healthy = Optional.empty();
  private Optional<StoredInventory> inventory = Optional.empty();
  private Optional<Map<ObjectId, Health>> health = Optional.empty();
  private Optional<List<SyncProblem>> problems = Optional.empty();
  private Optional<List<Yielded>> yielded = Optional.empty();
  private Optional<List<ObjectId>> drifted = Optional.empty();
  private Optional<List<QuarantineEntry>> quarantine = Optional.empty();
  private Optional<List<UndoneRelease>> undone = Optional.empty();
  private Optional<WriteBackState> writeBack = Optional.empty();
  private Optional<AppliedRender> render = Optional.empty();
  private Optional<List<String>> ignoredFields = Optional.empty();
  private Optional<String> handledRequest = Optional.empty();
  private Optional<String> webhookPath = Optional.empty();

  SyncOutcomeBuilder(long generation, int historyLimit) {
    this.generation = generation;
    this.historyLimit = historyLimit;
  }

  public SyncOutcomeBuilder readiness(Readiness value) {
    readiness = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder source(SourceHealth value) {
    source = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder attempted(Revision value) {
    attempted = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder begun(DesiredState value) {
    begun = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder applied(DesiredState value) {
    applied = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder healthy(Revision value) {
    healthy = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder inventory(StoredInventory value) {
    inventory = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder health(Map<ObjectId, Health> value) {
    health = Optional.of(Map.copyOf(value));
    return this;
  }

  public SyncOutcomeBuilder problems(List<SyncProblem> value) {
    problems = Optional.of(List.copyOf(value));
    return this;
  }

  public SyncOutcomeBuilder yielded(List<Yielded> value) {
    yielded = Optional.of(List.copyOf(value));
    return this;
  }

  public SyncOutcomeBuilder drifted(List<ObjectId> value) {
    drifted = Optional.of(List.copyOf(value));
    return this;
  }

  public SyncOutcomeBuilder quarantine(List<QuarantineEntry> value) {
    quarantine = Optional.of(List.copyOf(value));
    return this;
  }

  public SyncOutcomeBuilder undone(List<UndoneRelease> value) {
    undone = Optional.of(List.copyOf(value));
    return this;
  }

  public SyncOutcomeBuilder writeBack(WriteBackState value) {
    writeBack = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder render(AppliedRender value) {
    render = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder ignoredFields(List<String> value) {
    ignoredFields = Optional.of(List.copyOf(value));
    return this;
  }

  public SyncOutcomeBuilder handledRequest(String value) {
    handledRequest = Optional.of(value);
    return this;
  }

  public SyncOutcomeBuilder webhookPath(String value) {
    webhookPath = Optional.of(value);
    return this;
  }

  /** The pass failed; the file that the message begins with becomes a problem by itself. */
  public SyncOutcomeBuilder failed(SyncFailure failure) {
    return readiness(new Readiness.Failed(failure));
  }

  /** What was found out. */
  public SyncOutcome build() {
    return new SyncOutcome(
        generation,
        historyLimit,
        readiness,
        source,
        attempted,
        begun,
        applied,
        healthy,
        inventory,
        health,
        problems,
        yielded,
        drifted,
        quarantine,
        undone,
        writeBack,
        render,
        ignoredFields,
        handledRequest,
        webhookPath);
  }
}
