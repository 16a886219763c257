package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.analysis.providers.SecretReader.Lookup;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import java.util.Map;

/**
 * Which Secrets metrics may use. Whoever may create an AnalysisRun could otherwise send any Secret
 * of the namespace to a server of his, so a Secret has to be released for analysis by its label.
 */
public final class SecretRules {

  /** The label that releases a Secret, with the value {@code true}. */
  public static final String LABEL = "rollout-operator.io/analysis-secret";

  private SecretRules() {}

  /** Which Secrets are released. */
  public enum Release {
    LABELLED,
    /** All, as in Argo Rollouts. */
    ALL
  }

  /** No Secret of this name. */
  public static Lookup missing(SecretKeyRef ref) {
    return new Lookup.Denied("secrets \"" + ref.name() + "\" not found");
  }

  /**
   * The value of a Secret that exists.
   *
   * @param data decoded
   */
  public static Lookup value(
      SecretKeyRef ref, Map<String, String> labels, Map<String, String> data, Release release) {
    boolean labelled = "true".equals(labels.get(LABEL));
    if (release == Release.LABELLED && !labelled) {
      return new Lookup.Denied(
          "Secret \"%s\" is not allowed for analysis: label %s=\"true\" is missing"
              .formatted(ref.name(), LABEL));
    }
    String value = data.get(ref.key());
    if (value == null) {
      return new Lookup.Denied(
          "key '" + ref.key() + "' does not exist in secret '" + ref.name() + "'");
    }
    return labelled ? new Lookup.Found(value) : new Lookup.Unreleased(value, unreleased(ref));
  }

  private static String unreleased(SecretKeyRef ref) {
    return "Secret \"%s\" is used without label %s=\"true\", as --argo-compatible-secrets allows"
        .formatted(ref.name(), LABEL);
  }
}
