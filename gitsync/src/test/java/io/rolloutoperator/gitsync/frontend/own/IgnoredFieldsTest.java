package io.rolloutoperator.gitsync.frontend.own;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{repo: {provider: github}}                          | spec.repo.provider",
        "{decryption: {provider: sops}}                      | spec.decryption",
        "{adoptFrom: {name: old}}                            | spec.adoptFrom",
        "{rollouts: {commitStatus: true}}                    | spec.rollouts.commitStatus",
        "{rollouts: {promoteTo: [{path: a}]}, writeBack: {secretRef: {name: git}}} | spec.rollouts.promoteTo",
        "{imagePolicies: [{name: a}], writeBack: {secretRef: {name: git}}} | spec.imagePolicies",
        "{prun: true}                                        | spec.prun",
        "{repo: {branch: main}}                              | spec.repo.branch",
        "{ignore: [{paths: [/a]}, {paths: [/b], kind: Pod}]} | spec.ignore[1].kind",
      })
  void aFieldWithoutEffectIsNamed(String spec, String path) {
    assertThat(Specs.accepted(Specs.with(spec)).ignoredFields()).containsExactly(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{force: false, suspend: false, path: '', prune: null}",
        "{retired: null, old: {}, empty: [], zero: 0, no: false, none: ''}",
        "{rollouts: {commitStatus: false, promoteTo: []}, imagePolicies: []}",
      })
  void whatMeansNothingIsNotNamed(String spec) {
    assertThat(Specs.accepted(Specs.with(spec)).ignoredFields()).isEmpty();
  }

  @Test
  void thousandsOfUnknownFieldsAreNotAllNamed() {
    StringBuilder fields = new StringBuilder("{");
    for (int i = 0; i < 1000; i++) {
      fields.append("x").append(i).append(": 1, ");
    }
    assertThat(Specs.accepted(Specs.with(fields + "}")).ignoredFields()).hasSize(50);
  }
}
