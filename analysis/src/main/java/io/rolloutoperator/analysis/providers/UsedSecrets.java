package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.analysis.core.RunEvent;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import java.util.List;
import java.util.Map;

/**
 * What a measurement knows of Secrets.
 *
 * @param values to be told nowhere
 * @param warnings about Secrets that should not have been used
 */
record UsedSecrets(Map<SecretKeyRef, String> values, List<RunEvent> warnings) {

  static final UsedSecrets NONE = new UsedSecrets(Map.of(), List.of());

  UsedSecrets {
    values = Map.copyOf(values);
    warnings = List.copyOf(warnings);
  }

  Redactor redactor() {
    return Redactor.of(values.values());
  }

  /** Never shows the values. */
  @Override
  public String toString() {
    return "UsedSecrets[" + values.keySet() + ", " + warnings + "]";
  }
}
