package io.rolloutoperator.analysis.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cr3t", "with space+plus/slash?", "ünï\"quote\\", "line\nbreak", "aaaa"})
  void everyFormOfASecretIsHidden(String secret) {
    Redactor redactor = Redactor.of(List.of(secret));
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    for (String form :
        List.of(
            secret,
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            url,
            url.replace("+", "%20"),
            secret.replace("\\", "\\\\").replace("\"", "\\\""))) {
      assertThat(redactor.redact("<" + form + ">" + form)).isEqualTo("<*****>*****");
    }
  }

  @Test
  void aSecretInsideAnotherDoesNotSpoilIt() {
    assertThat(Redactor.of(List.of("abcd", "xabcdx")).redact("xabcdx abcd"))
        .isEqualTo("***** *****");
  }

  @Test
  void shortValuesStay() {
    assertThat(Redactor.of(List.of("", "abc")).redact("abc")).isEqualTo("abc");
  }
}
