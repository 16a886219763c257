package io.rolloutoperator.kube.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.SecretRules.Release;
import io.rolloutoperator.analysis.providers.http.EgressPolicy;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.analysis.providers.http.HttpSettings.Insecure;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.AnalysisSettings.Loopback;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressTest {

  private static final String API_SERVER = "https://10.0.0.1:6443/";

  @ParameterizedTest(name = "{0} with loopback {1}, Secrets {2}, carrying {3}: {4}")
  @CsvSource({
    // url, loopback, secrets, cargo, outcome
    "http://127.0.0.1:9090/,        REFUSED, LABELLED, PLAIN,   loopback",
    "http://127.0.0.1:9090/,        ALLOWED, LABELLED, PLAIN,   allowed",
    "http://[::1]:9090/,            ALLOWED, LABELLED, PLAIN,   allowed",
    "http://127.0.0.1:9090/,        ALLOWED, LABELLED, SECRETS, secret",
    "http://169.254.169.254/,       ALLOWED, LABELLED, PLAIN,   link-local",
    "http://10.0.0.1:9090/,         ALLOWED, LABELLED, PLAIN,   api-server",
    "http://10.0.0.7:9090/,         ALLOWED, LABELLED, PLAIN,   private",
    "http://10.0.0.8:9090/,         REFUSED, LABELLED, PLAIN,   allowed",
    "http://10.0.0.8:9090/,         REFUSED, LABELLED, SECRETS, allowed",
    "http://10.0.0.9:9090/,         REFUSED, LABELLED, PLAIN,   allowed",
    "http://93.184.215.14/,         REFUSED, LABELLED, PLAIN,   allowed",
    "http://93.184.215.14/,         REFUSED, LABELLED, SECRETS, secret",
    "http://93.184.215.14/,         REFUSED, ALL,      SECRETS, allowed",
    "http://kubernetes.default.svc/, ALLOWED, ALL,     PLAIN,   api-server",
  })
  void addressesAreJudgedByTheUsersSettings(
      String url, Loopback loopback, Release secrets, Cargo cargo, String outcome) {
    AnalysisSettings settings =
        new AnalysisSettings(
            Optional.of("http://10.0.0.9:9090"),
            List.of("10.0.0.8"),
            "argo-rollouts",
            secrets,
            Insecure.REFUSED,
            loopback);
    EgressPolicy policy = Egress.policy(settings, API_SERVER);
    assertThat(text(policy.judge(HttpUrl.get(url), new Caller("shop", cargo)))).isEqualTo(outcome);
  }

  private static String text(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Allowed() -> "allowed";
      case Judgement.Refused(String reason) -> reason;
    };
  }
}
