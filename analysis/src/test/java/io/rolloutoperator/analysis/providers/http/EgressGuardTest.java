package io.rolloutoperator.analysis.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.analysis.providers.http.EgressSettings.SecretDestinations;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressGuardTest {

  private static final Caller TEAM = new Caller("team-a", Cargo.PLAIN);

  private static EgressSettings settings(SecretDestinations secrets) {
    return new EgressSettings(
        List.of(
            "prometheus*.monitoring.svc",
            "*-prometheus.monitoring.svc",
            "metrics.*.svc",
            "10.9.8.7",
            "api.example.com"),
        Map.of("team-a", List.of("victoria.team-a.svc")),
        List.of(Cidr.parse("203.0.113.0/24")),
        Set.of(),
        Set.of("master.example.com"),
        Set.of(InetAddress.ofLiteral("198.51.100.1"), InetAddress.ofLiteral("10.96.0.1")),
        "rollout-operator",
        secrets);
  }

  /**
   * The second column is what the name resolves to; absent for names that are judged as they stand,
   * and for addresses.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "http://example.com                     | 93.184.216.34      | allowed",
        "https://example.com:8443/x?y           | 2606:2800::1       | allowed",
        "http://93.184.216.34                   | -                  | allowed",
        "http://127.0.0.1                       | -                  | loopback",
        "http://127.1                           | -                  | loopback",
        "http://0x7f000001/                     | -                  | loopback",
        "http://2130706433                      | -                  | loopback",
        "http://0177.0.0.1                      | -                  | loopback",
        "http://0x7f.0.0.1                      | -                  | loopback",
        "http://017700000001                    | -                  | loopback",
        "http://[::1]                           | -                  | loopback",
        "http://[::ffff:127.0.0.1]              | -                  | loopback",
        "http://[::127.0.0.1]                   | -                  | loopback",
        "http://[64:ff9b::7f00:1]               | -                  | loopback",
        "http://[2002:7f00:1::]                 | -                  | loopback",
        "http://localtest.me                    | 127.0.0.1          | loopback",
        "http://rebound.example.com             | 127.0.0.2          | loopback",
        "http://169.254.169.254/latest          | -                  | link-local",
        "http://[fe80::1]                       | -                  | link-local",
        "http://[64:ff9b::a9fe:a9fe]            | -                  | link-local",
        "http://2852039166                      | -                  | link-local",
        "http://168.63.129.16                   | -                  | metadata",
        "http://100.100.100.200                 | -                  | metadata",
        "http://[fd00:ec2::254]                 | -                  | metadata",
        "http://metadata.google.internal        | -                  | metadata",
        "http://METADATA                        | -                  | metadata",
        "http://instance-data                   | -                  | metadata",
        "http://0.0.0.0                         | -                  | unspecified",
        "http://0                               | -                  | unspecified",
        "http://[::]                            | -                  | unspecified",
        "http://224.0.0.1                       | -                  | multicast",
        "http://[ff02::1]                       | -                  | multicast",
        "http://255.255.255.255                 | -                  | reserved",
        "http://kubernetes                      | -                  | api-server",
        "http://kubernetes.default.svc          | -                  | api-server",
        "http://kubernetes.default.svc.cluster.local | -             | api-server",
        "http://master.example.com              | -                  | api-server",
        "http://x.example.com                   | 198.51.100.1       | api-server",
        "http://prometheus.monitoring.svc       | 10.96.0.1          | api-server",
        "http://203.0.113.9                     | -                  | configuration",
        "http://10.1.2.3                        | -                  | private",
        "http://10.9.8.7                        | -                  | allowed",
        "http://172.31.255.255                  | -                  | private",
        "http://192.168.0.1                     | -                  | private",
        "http://100.64.0.1                      | -                  | private",
        "http://198.18.0.1                      | -                  | private",
        "http://[fd12::1]                       | -                  | private",
        "http://web.shop.svc                    | 10.97.1.1          | private",
        "http://prometheus.monitoring.svc       | 10.97.1.1          | allowed",
        "http://prometheus-k8s.monitoring.svc:9090 | 10.97.1.1       | allowed",
        "http://prometheus.monitoring.svc.cluster.local | 10.97.1.1  | allowed",
        "http://kube-prometheus.monitoring.svc  | 10.97.1.1          | allowed",
        "http://prometheus.evil.monitoring.svc  | 10.97.1.1          | private",
        "http://prometheus.monitoring.svc.evil.com | 10.97.1.1       | private",
        "http://victoria.team-a.svc             | 10.97.1.1          | allowed",
        "http://victoria.team-b.svc             | 10.97.1.1          | private",
        "http://metrics.shop.svc                | 10.97.1.1          | allowed",
        "http://metrics.kube-system.svc         | 10.97.1.1          | private",
        "http://metrics.rollout-operator.svc    | 10.97.1.1          | private",
        "http://prometheus.monitoring.svc       | 127.0.0.1          | loopback",
        "http://user:password@example.com       | -                  | scheme",
        "http://example.com./                   | -                  | scheme",
      })
  void anAddressIsAllowedOrTheReasonIsNamed(String url, String address, String expected) {
    assertThat(judged(settings(SecretDestinations.ALLOWED_HOSTS), url, address, TEAM))
        .isEqualTo(expected);
  }

  @Test
  void onlyAllowedPortsAreContacted() {
    EgressSettings s = settings(SecretDestinations.ANY_HOST);
    EgressSettings ports =
        new EgressSettings(
            s.allowedHosts(),
            Map.of(),
            List.of(),
            Set.of(443, 9090),
            Set.of(),
            Set.of(),
            "own",
            s.secrets());
    assertThat(judged(ports, "http://example.com", "93.184.216.34", TEAM)).isEqualTo("port");
    assertThat(judged(ports, "https://example.com", "93.184.216.34", TEAM)).isEqualTo("allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOWED_HOSTS, http://example.com, secret",
    "ALLOWED_HOSTS, https://api.example.com, allowed",
    "ALLOWED_HOSTS, http://victoria.team-a.svc, allowed",
    "ANY_HOST, http://example.com, allowed",
  })
  void secretsGoOnlyWhereTheOperatorSaid(SecretDestinations secrets, String url, String expected) {
    assertThat(judged(settings(secrets), url, "93.184.216.34", new Caller("team-a", Cargo.SECRETS)))
        .isEqualTo(expected);
  }

  private static String judged(
      EgressSettings settings,
      String text,
      @org.jspecify.annotations.Nullable String address,
      Caller caller) {
    EgressGuard guard = new EgressGuard(settings);
    HttpUrl url = HttpUrl.get(text);
    Judgement judgement = guard.judge(url, caller);
    if (judgement instanceof Judgement.Allowed && address != null) {
      judgement = guard.judge(url.host(), InetAddress.ofLiteral(address), caller);
    }
    return switch (judgement) {
      case Judgement.Allowed _ -> "allowed";
      case Judgement.Refused(String reason) -> reason;
    };
  }
}
