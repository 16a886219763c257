package io.rolloutoperator.engine.snapshot;

import java.util.Map;

/** Labels and annotations of the wire contract, and how their values are read. */
public final class Annotations {

  /** Label of ReplicaSets, pods, AnalysisRuns, and key in the selectors of Services. */
  public static final String POD_TEMPLATE_HASH = "rollouts-pod-template-hash";

  public static final String REVISION = "rollout.argoproj.io/revision";
  public static final String REVISION_HISTORY = "rollout.argoproj.io/revision-history";
  public static final String DESIRED_REPLICAS = "rollout.argoproj.io/desired-replicas";
  public static final String SCALE_DOWN_DEADLINE = "scale-down-deadline";
  public static final String EPHEMERAL_METADATA = "rollout.argoproj.io/ephemeral-metadata";
  public static final String MANAGED_BY = "argo-rollouts.argoproj.io/managed-by-rollouts";
  public static final String INSTANCE_ID = "argo-rollouts.argoproj.io/controller-instance-id";

  private static final String NOTIFIED = "notified.notifications.argoproj.io";
  private static final String NOTIFICATIONS = "rollout-operator.io/notifications-";

  private Annotations() {}

  /**
   * Whether an annotation says what people were told or are to be told: of this Rollout alone, and
   * nothing that is decided depends on it.
   */
  public static boolean isOfNotifications(String key) {
    return key.equals(NOTIFIED) || key.startsWith(NOTIFICATIONS);
  }

  /** A whole number ≥ 0 in decimal digits; anything else counts as 0, as if it were absent. */
  public static long number(Map<String, String> annotations, String key) {
    String text = annotations.getOrDefault(key, "");
    return isNumber(text) ? Long.parseLong(text) : 0;
  }

  /** Whether a value is what {@link #number} reads, and not taken for absent. */
  public static boolean isNumber(String text) {
    boolean isNumber = !text.isEmpty() && text.length() <= 18;
    for (int i = 0; isNumber && i < text.length(); i++) {
      isNumber = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return isNumber;
  }
}
