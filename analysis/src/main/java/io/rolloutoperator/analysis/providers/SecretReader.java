package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.api.analysis.SecretKeyRef;

/**
 * Reads one value of one Secret at the moment of the measurement. Implementations get by name; they
 * neither list nor watch.
 */
@FunctionalInterface
public interface SecretReader {

  /** Reads the value. */
  Lookup read(String namespace, SecretKeyRef ref);

  /** The outcome. */
  sealed interface Lookup {
    record Found(String value) implements Lookup {
      /** Never shows the value. */
      @Override
      public String toString() {
        return "Found[*****]";
      }
    }

    /**
     * The value of a Secret that is not released for analysis, where the operator may use all.
     *
     * @param warning as {@link SecretRules} words it
     */
    record Unreleased(String value, String warning) implements Lookup {
      /** Never shows the value. */
      @Override
      public String toString() {
        return "Unreleased[*****, " + warning + "]";
      }
    }

    /**
     * The Secret is missing, lacks the key or may not be used; this ends the run.
     *
     * @param problem as {@link SecretRules} words it
     */
    record Denied(String problem) implements Lookup {}

    /**
     * The API server did not answer; this is an error of the measurement, which is retried.
     *
     * @param problem one line
     */
    record Unavailable(String problem) implements Lookup {}
  }
}
