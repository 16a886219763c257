package io.rolloutoperator.gitsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {
  private static final RequestHeaders NO_HEADERS = RequestHeaders.of(Map.of());

  private static String client(String trusted, String peer, String forwarded) {
    ClientAddresses addresses =
        new ClientAddresses(
            Stream.of(trusted.split(" "))
                .filter(range -> !range.isEmpty())
                .map(AddressRange::parse)
                .toList());
    RequestHeaders headers =
        forwarded.isEmpty()
            ? NO_HEADERS
            : RequestHeaders.of(Map.of("X-Forwarded-For", List.of(forwarded.split("; "))));
    return addresses.of(InetAddress.ofLiteral(peer), headers);
  }

  private static String plain(String address) {
    return new ClientAddresses(List.of()).of(InetAddress.ofLiteral(address), NO_HEADERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 203.0.113.7 | '' | 203.0.113.7",
        "'' | 203.0.113.7 | 198.51.100.1 | 203.0.113.7",
        "10.0.0.0/8 | 203.0.113.7 | 198.51.100.1 | 203.0.113.7",
        "10.0.0.0/8 | 10.1.2.3 | 198.51.100.1 | 198.51.100.1",
        "10.0.0.0/8 | 10.1.2.3 | 192.0.2.1, 198.51.100.1 | 198.51.100.1",
        "10.0.0.0/8 | 10.1.2.3 | 192.0.2.1,198.51.100.1, 10.9.9.9 | 198.51.100.1",
        "10.0.0.0/8 | 10.1.2.3 | 192.0.2.1; 198.51.100.1 | 198.51.100.1",
        "10.0.0.0/8 192.0.2.0/24 | 10.1.2.3 | 198.51.100.1, 192.0.2.1 | 198.51.100.1",
        "10.0.0.0/8 | 10.1.2.3 | '' | 10.1.2.3",
        "10.0.0.0/8 | 10.1.2.3 | unknown | 10.1.2.3",
        "10.0.0.0/8 | 10.1.2.3 | example.org | 10.1.2.3",
        "10.0.0.0/8 | 10.1.2.3 | 198.51.100.1, 10.9.9.9, unknown | 10.1.2.3",
        "10.0.0.0/8 | 10.1.2.3 | 10.4.4.4 | 10.4.4.4",
        "2001:db8::/32 | 2001:db8::1 | 198.51.100.1 | 198.51.100.1",
        "0.0.0.0/0 | 203.0.113.7 | 198.51.100.1 | 198.51.100.1",
        "203.0.113.7 | 203.0.113.7 | 198.51.100.1 | 198.51.100.1",
        "203.0.113.6 | 203.0.113.7 | 198.51.100.1 | 203.0.113.7",
        "10.0.0.0/9 | 10.128.0.1 | 198.51.100.1 | 10.128.0.1",
        "10.0.0.0/9 | 10.127.0.1 | 198.51.100.1 | 198.51.100.1",
      })
  void theClientIsTheLastAddressThatATrustedProxySaw(
      String trusted, String peer, String forwarded, String client) {
    assertThat(client(trusted, peer, forwarded)).isEqualTo(plain(client));
  }

  @Test
  void anIpv6NetworkIsOneClient() {
    assertThat(plain("2001:db8:1:2:3::1")).isEqualTo(plain("2001:db8:1:2:ffff::2"));
    assertThat(plain("2001:db8:1:3::1")).isNotEqualTo(plain("2001:db8:1:2::1"));
    assertThat(plain("::ffff:203.0.113.7")).isEqualTo(plain("203.0.113.7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0.0", "example.org", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "1/a"})
  void whatIsNoRangeIsNamed(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a range of addresses such as 10.0.0.0/8");
  }
}
