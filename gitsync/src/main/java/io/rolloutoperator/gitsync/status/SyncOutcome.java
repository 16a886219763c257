package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.Yielded;
import io.rolloutoperator.gitsync.source.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pass knows about its unit. A part that is empty is not known to this pass, and the status
 * keeps what it says about it: a pass that fails to fetch says so and nothing else.
 *
 * @param generation of the GitSync that the pass worked on
 * @param historyLimit entries of history that are kept, 0 to 50
 * @param readiness whether the cluster is as Git says; see {@link Readiness}
 * @param source how the last look at the repository ended
 * @param attempted the commit that is worked on
 * @param applied the commit that was applied whole
 * @param healthy the commit with which every Rollout is healthy, none paused
 * @param inventory the objects that were or may have been made
 * @param health of every object of the unit
 * @param problems what is wrong, most important first; empty: what {@code readiness} tells
 * @param yielded fields that others own
 * @param drifted objects that differ from Git and are not repaired
 * @param quarantine all releases in quarantine
 * @param undone what became of releases in the repository by now; of others the status keeps it
 * @param writeBack whether commits get into the repository
 * @param render an apply that wrote something
 * @param ignoredFields paths of fields of the spec without effect
 * @param handledRequest the value of annotation {@code reconcile-requested-at} that was worked on
 * @param webhookPath where deliveries are taken; empty without a webhook
 */
public record SyncOutcome(
    long generation,
    int historyLimit,
    Optional<Readiness> readiness,
    Optional<SourceHealth> source,
    Optional<Revision> attempted,
    Optional<Revision> applied,
    Optional<Revision> healthy,
    Optional<StoredInventory> inventory,
    Optional<Map<ObjectId, Health>> health,
    Optional<List<SyncProblem>> problems,
    Optional<List<Yielded>> yielded,
    Optional<List<ObjectId>> drifted,
    Optional<List<QuarantineEntry>> quarantine,
    Optional<List<UndoneRelease>> undone,
    Optional<WriteBackState> writeBack,
    Optional<AppliedRender> render,
    Optional<List<String>> ignoredFields,
    Optional<String> handledRequest,
    Optional<String> webhookPath) {

  /** Begins with nothing known. */
  public static Builder of(long generation, int historyLimit) {
    return new Builder(generation, historyLimit);
  }

  /**
   * Collects what a pass finds out; a later value replaces an earlier one. Not for several threads.
   */
  public static final class Builder {
    private final long generation;
    private final int historyLimit;
    private Optional<Readiness> readiness = Optional.empty();
    private Optional<SourceHealth> source = Optional.empty();
    private Optional<Revision> attempted = Optional.empty();
    private Optional<Revision> applied = Optional.empty();
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

    private Builder(long generation, int historyLimit) {
      this.generation = generation;
      this.historyLimit = historyLimit;
    }

    public Builder readiness(Readiness value) {
      readiness = Optional.of(value);
      return this;
    }

    public Builder source(SourceHealth value) {
      source = Optional.of(value);
      return this;
    }

    public Builder attempted(Revision value) {
      attempted = Optional.of(value);
      return this;
    }

    public Builder applied(Revision value) {
      applied = Optional.of(value);
      return this;
    }

    public Builder healthy(Revision value) {
      healthy = Optional.of(value);
      return this;
    }

    public Builder inventory(StoredInventory value) {
      inventory = Optional.of(value);
      return this;
    }

    public Builder health(Map<ObjectId, Health> value) {
      health = Optional.of(Map.copyOf(value));
      return this;
    }

    public Builder problems(List<SyncProblem> value) {
      problems = Optional.of(List.copyOf(value));
      return this;
    }

    public Builder yielded(List<Yielded> value) {
      yielded = Optional.of(List.copyOf(value));
      return this;
    }

    public Builder drifted(List<ObjectId> value) {
      drifted = Optional.of(List.copyOf(value));
      return this;
    }

    public Builder quarantine(List<QuarantineEntry> value) {
      quarantine = Optional.of(List.copyOf(value));
      return this;
    }

    public Builder undone(List<UndoneRelease> value) {
      undone = Optional.of(List.copyOf(value));
      return this;
    }

    public Builder writeBack(WriteBackState value) {
      writeBack = Optional.of(value);
      return this;
    }

    public Builder render(AppliedRender value) {
      render = Optional.of(value);
      return this;
    }

    public Builder ignoredFields(List<String> value) {
      ignoredFields = Optional.of(List.copyOf(value));
      return this;
    }

    public Builder handledRequest(String value) {
      handledRequest = Optional.of(value);
      return this;
    }

    public Builder webhookPath(String value) {
      webhookPath = Optional.of(value);
      return this;
    }

    /** The pass failed; the file that the message begins with becomes a problem by itself. */
    public Builder failed(SyncFailure failure) {
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
}
