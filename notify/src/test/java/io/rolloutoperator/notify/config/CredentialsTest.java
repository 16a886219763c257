package io.rolloutoperator.notify.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

  private static Set<String> of(String options) {
    return Credentials.of(
        ConfigReader.read(
            Map.of("service.webhook.x", options), Map.of("used-nowhere", "s3cr3t-9")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          token: xoxb-1                                                   | xoxb-1
          {apiKeys: {team: k-1}}                                          | k-1
          {serviceKeys: {on-call: k-2}}                                   | k-2
          {basicAuth: {username: ops, password: p-1}}                     | p-1
          {headers: [{name: Authorization, value: Bearer abc}]}           | abc
          {headers: [{name: X-Api-Key, value: k-3}]}                      | k-3
          url: https://hooks.example.com/services/T0123/B0123/XXXXXXXXX   | XXXXXXXXX
          url: https://example.com/x?sig=0123456789                       | 0123456789
          url: https://ops:p-2@example.com                                | p-2
          {recipientUrls: {ops: "https://example.com/w/0123456789abcdef"}}| 0123456789abcdef
          """)
  void whatOptionsHoldIsACredential(String options, String credential) {
    assertThat(of(options)).contains(credential, "s3cr3t-9");
  }

  @Test
  void wordsOfAnAddressAreCredentialsWhereTheyStandInAnAddress() {
    assertThat(
            of(
                """
                username: releases
                token: $forgotten
                url: https://hooks.example.com/webhooks/my-releases?v=stable-ones
                headers: [{name: Content-Type, value: application/json}]
                """))
        .containsExactlyInAnyOrder("s3cr3t-9", "/webhooks", "/my-releases", "=stable-ones");
  }
}
