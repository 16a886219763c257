package io.rolloutoperator.kubectl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNameTest {

  private static boolean matches(String expected, String... names) {
    HeldCertificate.Builder builder = new HeldCertificate.Builder().commonName("common.example");
    for (String name : names) {
      builder.addSubjectAlternativeName(name);
    }
    try {
      new ServerName(expected).check(builder.build().certificate());
      return true;
    } catch (CertificateException _) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "api.example,        api.example,       true",
    "API.Example.,       api.example,       true",
    "api.example,        API.EXAMPLE,       true",
    "api.example,        other.example,     false",
    "api.example,        xapi.example,      false",
    "api.example,        api.example.org,   false",
    "api.example,        *.example,         true",
    "api.example,        *.EXAMPLE,         true",
    "a.api.example,      *.example,         false",
    "example,            *.example,         false",
    ".example,           *.example,         false",
    "api.example,        a*.example,        false",
    "api.example,        *.*,               false",
    "api.x.example,      api.*.example,     false",
    "api.example,        *,                 false",
    "10.0.0.1,           10.0.0.1,          true",
    "10.0.0.1,           10.0.0.2,          false",
    "10.0.0.1,           *.0.0.1,           false",
    "::1,                0:0:0:0:0:0:0:1,   true",
    "fd00::1,            fd00:0:0::1,       true",
    "fd00::1,            fd00::2,           false"
  })
  void aNameOrAddressIsAmongTheAlternatives(String expected, String given, boolean same) {
    assertThat(matches(expected, given)).isEqualTo(same);
    assertThat(matches(expected, "first.org", given, "10.9.9.9")).isEqualTo(same);
  }

  @Test
  void theCommonNameCountsForNothing() {
    assertThat(matches("common.example")).isFalse();
    assertThat(matches("common.example", "api.example")).isFalse();
  }

  @Test
  void theNamesAreTold() {
    HeldCertificate certificate =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("a.example")
            .addSubjectAlternativeName("10.0.0.1")
            .build();
    assertThatThrownBy(() -> new ServerName("b.example").check(certificate.certificate()))
        .hasMessage("its certificate is not for b.example but for a.example, 10.0.0.1");
    assertThatThrownBy(
            () ->
                new ServerName("b.example")
                    .check(new HeldCertificate.Builder().build().certificate()))
        .hasMessage("its certificate is for no name, so not for b.example");
  }
}
