package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.gitsync.unit.Rendering;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import io.rolloutoperator.gitsync.unit.WriteBack;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields with a few texts as values, each with what the text means. */
final class Choices {

  static final Map<String, Rendering.Mode> RENDER_MODE =
      ordered(
          Map.entry("Auto", Rendering.Mode.AUTO),
          Map.entry("Kustomize", Rendering.Mode.KUSTOMIZE),
          Map.entry("Plain", Rendering.Mode.PLAIN));

  /** Whether the target namespace overrides that of a manifest. */
  static final Map<String, Boolean> NAMESPACE_POLICY =
      ordered(Map.entry("Fill", false), Map.entry("Override", true));

  static final Map<String, SyncPolicies.DeletionPolicy> DELETION_POLICY =
      ordered(
          Map.entry("MirrorPrune", SyncPolicies.DeletionPolicy.MIRROR_PRUNE),
          Map.entry("Delete", SyncPolicies.DeletionPolicy.DELETE),
          Map.entry("WaitForTermination", SyncPolicies.DeletionPolicy.WAIT_FOR_TERMINATION),
          Map.entry("Orphan", SyncPolicies.DeletionPolicy.ORPHAN));

  static final Map<String, SyncPolicies.DriftCorrection> DRIFT_CORRECTION =
      ordered(
          Map.entry("Enabled", SyncPolicies.DriftCorrection.ENABLED),
          Map.entry("Warn", SyncPolicies.DriftCorrection.WARN),
          Map.entry("Disabled", SyncPolicies.DriftCorrection.DISABLED));

  static final Map<String, RolloutPolicies.OnAbort> ON_ABORT =
      ordered(
          Map.entry("Mark", RolloutPolicies.OnAbort.MARK),
          Map.entry("PullRequest", RolloutPolicies.OnAbort.PULL_REQUEST),
          Map.entry("Revert", RolloutPolicies.OnAbort.REVERT));

  static final Map<String, RolloutPolicies.DuringRollout> DURING_ROLLOUT =
      ordered(
          Map.entry("Supersede", RolloutPolicies.DuringRollout.SUPERSEDE),
          Map.entry("Queue", RolloutPolicies.DuringRollout.QUEUE),
          Map.entry("OnlyNonWorkload", RolloutPolicies.DuringRollout.ONLY_NON_WORKLOAD));

  static final Map<String, WriteBack.SigningKey.Kind> SIGNING_KEY =
      ordered(
          Map.entry("gpg", WriteBack.SigningKey.Kind.GPG),
          Map.entry("ssh", WriteBack.SigningKey.Kind.SSH));

  private Choices() {}

  /** Texts that mean themselves. */
  static Map<String, String> ofTexts(String... texts) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (String text : texts) {
      choices.put(text, text);
    }
    return Collections.unmodifiableMap(choices);
  }

  @SafeVarargs
  private static <T> Map<String, T> ordered(Map.Entry<String, T>... entries) {
    Map<String, T> choices = new LinkedHashMap<>();
    for (Map.Entry<String, T> entry : entries) {
      choices.put(entry.getKey(), entry.getValue());
    }
    return Collections.unmodifiableMap(choices);
  }
}
