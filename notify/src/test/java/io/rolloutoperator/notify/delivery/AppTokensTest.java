package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.service.AnswerRule;
import io.rolloutoperator.notify.service.GitHubApp;
import io.rolloutoperator.notify.service.ServiceRequest;
import io.rolloutoperator.notify.service.ServiceRequest.Header;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppTokensTest {

  private static final Instant START = Instant.parse("2026-03-04T15:04:05Z");
  private static final KeyPair KEYS = keys();

  /** In PKCS #8 the key of PKCS #1 stands after 26 bytes. */
  private static final int PKCS_1 = 26;

  private final List<ServiceRequest> sent = new ArrayList<>();
  private Instant now = START;
  private int status = 201;

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type) {
    byte[] whole = KEYS.getPrivate().getEncoded();
    byte[] content =
        type.startsWith("RSA") ? Arrays.copyOfRange(whole, PKCS_1, whole.length) : whole;
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(content));
  }

  private static ServiceRequest status(String key) {
    return new ServiceRequest(
        "POST",
        "https://api.github.com/repos/acme/shop/statuses/0a",
        List.of(),
        "{}",
        AnswerRule.SUCCESS,
        Optional.of(new GitHubApp("https://api.github.com", "17", "4", key)),
        false);
  }

  private Answer answer(ServiceRequest request) {
    sent.add(request);
    return request.url().endsWith("/access_tokens")
        ? new Answer.Answered(
            "api.github.com",
            status,
            "{\"token\":\"t%d\",\"expires_at\":\"%s\"}"
                .formatted(sent.size(), now.plus(Duration.ofHours(1))),
            Optional.empty())
        : new Answer.Answered("api.github.com", 201, "", Optional.empty());
  }

  private static String authorization(ServiceRequest request) {
    return request.headers().stream()
        .filter(header -> header.name().equals("Authorization"))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY"})
  void anAppProvesWhoItIsAndGetsATokenForAnHour(String type) throws GeneralSecurityException {
    AppTokens tokens = new AppTokens(this::answer, (InstantSource) () -> now);
    ServiceRequest request = status(pem(type));
    tokens.send(request);
    tokens.send(request);

    assertThat(sent)
        .extracting(ServiceRequest::url)
        .containsExactly(
            "https://api.github.com/app/installations/4/access_tokens",
            request.url(),
            request.url());
    assertThat(sent.subList(1, 3))
        .extracting(AppTokensTest::authorization)
        .containsOnly("Bearer t1");
    assertThat(claims(authorization(sent.getFirst())))
        .isEqualTo("{\"iat\":1772636585,\"exp\":1772637185,\"iss\":\"17\"}");

    now = START.plus(Duration.ofMinutes(59));
    tokens.send(request);
    assertThat(authorization(sent.getLast())).isEqualTo("Bearer t4");
  }

  /** As of an answer that ends too early: it must not pass for that of the status. */
  @Test
  void aGoodAnswerWithoutATokenIsNoDelivery() {
    Answer cut = new Answer.Answered("api.github.com", 201, "{\"token\": \"t", Optional.empty());
    AppTokens tokens = new AppTokens(_ -> cut, (InstantSource) () -> now);

    assertThat(tokens.send(status(pem("PRIVATE KEY"))))
        .isEqualTo(new Answer.Failed("api.github.com gave no token for the GitHub App"));
  }

  /** What the signature of the App's key stands under. */
  private static String claims(String authorization) throws GeneralSecurityException {
    String[] parts = authorization.substring("Bearer ".length()).split("\\.", -1);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KEYS.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
  }

  @Test
  void withoutATokenNothingIsSentAndTheAnswerIsThatOfTheTokensServer() {
    status = 503;
    Answer answer =
        new AppTokens(this::answer, (InstantSource) () -> now).send(status(pem("PRIVATE KEY")));

    assertThat(answer).isInstanceOf(Answer.Answered.class);
    assertThat(((Answer.Answered) answer).status()).isEqualTo(503);
    assertThat(sent).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
  void aKeyThatIsNoneIsSaid(String key) {
    assertThat(new AppTokens(this::answer, (InstantSource) () -> now).send(status(key)))
        .isEqualTo(new Answer.Refused("the private key of the GitHub App cannot be read"));
    assertThat(sent).isEmpty();
  }
}
