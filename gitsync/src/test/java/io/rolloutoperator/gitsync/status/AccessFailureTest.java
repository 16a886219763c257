package io.rolloutoperator.gitsync.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessFailureTest {

  private static final String IMPERSONATE =
      "users \"system:serviceaccount:shop:gitsync\" is forbidden: User \"o\" cannot impersonate";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x cannot patch services | true  | FORBIDDEN            | x cannot patch services",
        "x cannot patch services | false | IMPERSONATION_FAILED | ServiceAccount shop/gitsync not found",
        IMPERSONATE
            + " | true | IMPERSONATION_FAILED | ServiceAccount shop/gitsync: the operator may not act as it; list its name in the operator's RBAC",
        IMPERSONATE
            + " | false | IMPERSONATION_FAILED | ServiceAccount shop/gitsync: the operator may not act as it; list its name in the operator's RBAC",
      })
  void isNamedByWhatTheServerSaidAndWhetherTheAccountIsThere(
      String message, boolean exists, ConditionReason reason, String told) {
    SyncFailure failure = AccessFailure.of(Facts.unit(), message, () -> exists);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.message()).isEqualTo(told);
  }

  @Test
  void nobodyAsksForAnAccountThatTheOperatorMayNotActAs() {
    AccessFailure.of(
        Facts.unit(),
        IMPERSONATE,
        () -> {
          throw new AssertionError("asked");
        });
  }
}
