package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.api.gitsync.GitSyncMessages;
import io.rolloutoperator.api.gitsync.GitSyncSpec;
import io.rolloutoperator.gitsync.unit.Destination;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.time.Duration;
import java.util.Optional;

/** Reads what may be written, and when a unit counts as ready. */
final class PoliciesReader {

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofHours(24);

  private final SpecFields fields;
  private final ReferencesReader references;

  PoliciesReader(SpecFields fields, ReferencesReader references) {
    this.fields = fields;
    this.references = references;
  }

  SyncPolicies read(GitSyncSpec spec, UnitId id, Destination destination) {
    return new SyncPolicies(
        prune(spec),
        fields.choice(
            "spec.deletionPolicy",
            spec.deletionPolicy(),
            Choices.DELETION_POLICY,
            SyncPolicies.DeletionPolicy.MIRROR_PRUNE),
        fields.choice(
            "spec.driftCorrection",
            spec.driftCorrection(),
            Choices.DRIFT_CORRECTION,
            SyncPolicies.DriftCorrection.ENABLED),
        spec.force(),
        references.ignoreRules(spec.ignore()),
        !Boolean.FALSE.equals(spec.awaitHealth()),
        references.healthChecks(spec.healthChecks(), destination.namespace()),
        timeout(spec),
        retryInterval(spec),
        references.dependencies(spec.dependsOn(), id),
        spec.suspend(),
        fields.number("spec.historyLimit", spec.historyLimit(), 10, 0, 50));
  }

  private SyncPolicies.Prune prune(GitSyncSpec spec) {
    return new SyncPolicies.Prune(
        !Boolean.FALSE.equals(spec.prune()),
        fields.number(
            "spec.pruneGuard.maxDeletePercent", spec.pruneGuard().maxDeletePercent(), 20, 0, 100),
        spec.pruneGuard().allowEmpty());
  }

  private Duration timeout(GitSyncSpec spec) {
    return fields.duration(
        "spec.timeout",
        spec.timeout(),
        Duration.ofMinutes(5),
        LEAST,
        MOST,
        GitSyncMessages.TIMEOUT);
  }

  private Optional<Duration> retryInterval(GitSyncSpec spec) {
    return spec.retryInterval().isEmpty()
        ? Optional.empty()
        : Optional.of(
            fields.duration(
                "spec.retryInterval",
                spec.retryInterval(),
                MOST,
                LEAST,
                MOST,
                GitSyncMessages.RETRY_INTERVAL));
  }
}
