package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts that must be nowhere but in Secrets.
 *
 * @param forms in which they could be told: as they are, in base64, and as a login
 */
record SecretMarkers(List<String> forms) {

  /** Of these secrets, which may be passwords of a user. */
  static SecretMarkers of(String user, String... secrets) {
    return new SecretMarkers(
        Stream.of(secrets)
            .flatMap(secret -> Stream.of(secret, base64(secret), base64(user + ":" + secret)))
            .toList());
  }

  /** Asserts that there is a text and that it tells none. */
  void areNotIn(String where, String text) {
    assertThat(text).as(where).isNotEmpty();
    assertThat(forms).as(where).noneMatch(text::contains);
  }

  /** Asserts that neither status, events, log nor any commit of the repository tells one. */
  void areNotTold(TestNamespace namespace, ShippedOperator operator, LiveGitSync sync) {
    areNotIn("status", Json.write(sync.status()));
    areNotIn(
        "events", namespace.events().stream().map(Json::write).collect(Collectors.joining("\n")));
    areNotIn("log", String.join("\n", operator.local().logLines()));
    areNotIn("commits", String.join("\n", sync.repository().commits()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
