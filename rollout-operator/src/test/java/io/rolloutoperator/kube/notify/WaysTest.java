package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.SecretRules.Release;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.analysis.providers.http.HttpSettings.Insecure;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.AnalysisSettings.Loopback;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.kube.runtime.NotificationSettings.SelfService;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.defaults.AlertLink;
import io.rolloutoperator.notify.defaults.Receivers;
import io.rolloutoperator.notify.delivery.Courier;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaysTest {

  private static Ways ways() {
    return new Ways(
          new AnalysisSettings(
              Optional.empty(),
              List.of("listed.example.com"),
              "home",
              Release.LABELLED,
              Insecure.REFUSED,
              Loopback.REFUSED),
          new NotificationSettings(
              "home",
              new Receivers(
                  Optional.of(URI.create("https://hooks.example.com/x")),
                  Optional.of(URI.create("http://alerts.example.com:9093")),
                  Optional.empty()),
              new AlertLink(""),
              SelfService.ON),
          "https://127.0.0.1:6443");
  }

  /** Names are judged by what they resolve to, given here: nobody is asked. */
  @ParameterizedTest
  @CsvSource({
    "FLAGS,     hooks.example.com,  10.1.2.3,        allowed",
    "OPERATOR,  alerts.example.com, 10.1.2.3,        allowed",
    "NAMESPACE, hooks.example.com,  10.1.2.3,        private",
    "NAMESPACE, alerts.example.com, 10.1.2.3,        private",
    "NAMESPACE, listed.example.com, 10.1.2.3,        allowed",
    "NAMESPACE, public.example.com, 8.8.8.8,         allowed",
    "NAMESPACE, any.example.com,    169.254.169.254, link-local",
    "FLAGS,     hooks.example.com,  169.254.169.254, link-local",
    "NAMESPACE, any.example.com,    127.0.0.1,       loopback",
  })
  void whatATeamWritesMayNotGoWhereOnlyFlagsMay(
      Owner owner, String host, String address, String outcome) throws UnknownHostException {
    Judgement judgement =
        ways()
            .policy(owner)
            .judge(host, InetAddress.getByName(address), new Caller("team", Cargo.PLAIN));

    assertThat(judgement)
        .isEqualTo(
            outcome.equals("allowed") ? new Judgement.Allowed() : new Judgement.Refused(outcome));
  }

  @Test
  void theWaysOfTwoHundredTeamsAreKept() {
    Ways ways = ways();
    Courier first = ways.of(Owner.NAMESPACE, "team-0");
    for (int i = 1; i < 200; i++) {
      assertThat(ways.of(Owner.NAMESPACE, "team-" + i)).isNotSameAs(first);
    }
    assertThat(ways.of(Owner.NAMESPACE, "team-0")).isSameAs(first);

    ways.of(Owner.NAMESPACE, "team-200");
    assertThat(ways.of(Owner.NAMESPACE, "team-0")).isNotSameAs(first);
  }
}
