package io.rolloutoperator.analysis.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.SecretReader.Lookup;
import io.rolloutoperator.analysis.providers.SecretRules.Release;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretRulesTest {

  private static final SecretKeyRef REF = new SecretKeyRef("s", "k");
  private static final Map<String, String> RELEASED = Map.of(SecretRules.LABEL, "true");

  @Test
  void aReleasedSecretIsRead() {
    assertThat(SecretRules.value(REF, RELEASED, Map.of("k", "v"), Release.LABELLED))
        .isEqualTo(new Lookup.Found("v"));
    assertThat(SecretRules.value(REF, RELEASED, Map.of("k", "v"), Release.ALL))
        .isEqualTo(new Lookup.Found("v"));
  }

  @Test
  void oneThatIsNotReleasedIsReadWithAWarningWhereAllMayBeRead() {
    assertThat(SecretRules.value(REF, Map.of(), Map.of("k", "v"), Release.ALL))
        .isEqualTo(
            new Lookup.Unreleased(
                "v",
                "Secret \"s\" is used without label rollout-operator.io/analysis-secret=\"true\", as --argo-compatible-secrets allows"));
  }

  @Test
  void whatIsWrongIsNamedAndNeverTheValue() {
    assertThat(SecretRules.missing(REF)).isEqualTo(new Lookup.Denied("secrets \"s\" not found"));
    assertThat(SecretRules.value(REF, RELEASED, Map.of("other", "v"), Release.LABELLED))
        .isEqualTo(new Lookup.Denied("key 'k' does not exist in secret 's'"));
    assertThat(
            SecretRules.value(
                REF, Map.of(SecretRules.LABEL, "yes"), Map.of("k", "v"), Release.LABELLED))
        .isEqualTo(
            new Lookup.Denied(
                "Secret \"s\" is not allowed for analysis: label rollout-operator.io/analysis-secret=\"true\" is missing"));
    assertThat(new Lookup.Found("v4lue").toString()).doesNotContain("v4lue");
    assertThat(new Lookup.Unreleased("v4lue", "w").toString()).doesNotContain("v4lue");
  }
}
