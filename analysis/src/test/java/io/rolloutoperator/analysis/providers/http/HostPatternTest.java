package io.rolloutoperator.analysis.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheus",
        "prometheus.monitoring.svc",
        "thanos*.metrics.svc",
        "*.*.svc",
        "my_host.internal",
        "10.1.2.3",
        "fd00::1"
      })
  void aPatternIsMeantAsItIs(String written) {
    assertThat(HostPattern.meant(written)).contains(written);
  }

  @ParameterizedTest
  @CsvSource({
    "host:9093, host",
    "10.1.2.3:80, 10.1.2.3",
    "[fd00::1]:9093, fd00::1",
    "[fd00::1], fd00::1",
    "FD00:0::1, fd00::1",
    "http://host, host",
    "https://user:s3cret@host:9093/path?a=b#c, host",
    "ssh://git@git.internal:2222/shop.git, git.internal",
    "host/path, host",
    "host., host",
    "*.monitoring.svc:9090, *.monitoring.svc",
    "Host.Internal, host.internal",
  })
  void ofAnAddressItsHostIsMeant(String written, String host) {
    assertThat(HostPattern.meant(written)).contains(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "http://", ":9093", "10.0.0.0/", "host:port", "a$b"})
  void anythingElseHasNoHost(String written) {
    assertThat(HostPattern.meant(written).filter(written::equals)).isEmpty();
  }
}
