package io.rolloutoperator.gitsync.writeback.forge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.writeback.ForgeOutcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when a forge refuses, or does something else than it should. */
class ForgeFailureTest extends AgainstForge {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GITHUB|github/unauthorized-401.http|%h does not accept the token of the write credential: Bad credentials",
        "GITHUB|github/forbidden-403.http|the token of the write credential may not open requests in %r on %h: Resource not accessible by personal access token",
        "GITHUB|github/no-commits-422.http|%h answered 422: Validation Failed, No commits between main and rollback/shop-my-app-1a2b3c4",
        "GITHUB|github/no-branch-422.http|%h answered 422: Validation Failed, base: invalid, head: invalid",
        "GITHUB|github/not-found-404.http|%r not found on %h, or hidden from the token: Not Found",
        "GITLAB|gitlab/unauthorized-401.http|%h does not accept the token of the write credential: 401 Unauthorized",
        "GITLAB|gitlab/forbidden-403.http|the token of the write credential may not open requests in %r on %h: insufficient_scope",
        "GITLAB|gitlab/not-found-404.http|%r not found on %h, or hidden from the token: 404 Project Not Found",
        "GITLAB|gitlab/invalid-400.http|%h answered 400: title is too long (maximum is 255 characters)",
        "GITEA|gitea/unauthorized-401.http|%h does not accept the token of the write credential: invalid username, password or token",
        "GITEA|gitea/forbidden-403.http|the token of the write credential may not open requests in %r on %h: token does not have at least one of required scope(s), required=[write:repository], token scope=read:repository",
        "GITEA|gitea/not-found-404.http|%r not found on %h, or hidden from the token: The target couldn't be found.",
        "GITHUB|bad-gateway-502.http|%h answered 502",
        "GITLAB|bad-gateway-502.http|%h answered 502",
        "GITEA|bad-gateway-502.http|%h answered 502",
        "GITHUB|login-200.http|%h answered without JSON; check spec.writeBack.apiURL",
        "GITEA|login-200.http|%h answered without JSON; check spec.writeBack.apiURL"
      })
  void aRefusalIsOneLineThatSaysWhatToDo(RecordedForge forge, String fixture, String message) {
    forge.answerNone(server);
    server.answer(fixture);
    assertThat(sink(forge).open(REQUEST, ""))
        .isEqualTo(failed(message.replace("%h", server.host()).replace("%r", forge.repository())));
  }

  @Test
  void errorsThatAreTextsAreToldToo() {
    server.answer(200, "[]");
    server.answer(422, "{\"message\": \"Invalid\", \"errors\": [\"no such head\", {}, 7]}");
    assertThat(sink(RecordedForge.GITHUB).open(REQUEST, ""))
        .isEqualTo(failed(server.host() + " answered 422: Invalid, no such head"));
  }

  static Stream<Arguments> limits() {
    Recording gitHub = Recording.of("github/rate-limit-403.http");
    Recording gitLab = Recording.of("gitlab/rate-limit-429.http");
    Recording endpoint = Recording.of("gitlab/endpoint-limit-429.http");
    String secondary =
        ": You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    Instant minute = ForgeServer.NOW.plusSeconds(60);
    Instant later = ForgeServer.NOW.plusSeconds(90);
    String reset = String.valueOf(later.getEpochSecond());
    return Stream.of(
        Arguments.of(gitHub, secondary, minute),
        Arguments.of(gitHub.with("Retry-After", "90"), secondary, later),
        Arguments.of(
            gitHub.with("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset),
            secondary,
            later),
        Arguments.of(gitLab, "", minute),
        Arguments.of(gitLab.with("Retry-After", "", "RateLimit-Reset", reset), "", later),
        Arguments.of(
            gitLab.with("Retry-After", "999999999999"),
            "",
            ForgeServer.NOW.plus(Duration.ofHours(1))),
        Arguments.of(
            endpoint,
            ": This endpoint has been requested too many times. Try again later.",
            minute));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aRateLimitSaysWhenToAskAgain(Recording recording, String said, Instant notBefore) {
    server.answer(recording);
    assertThat(sink(RecordedForge.GITHUB).open(REQUEST, ""))
        .isEqualTo(
            new ForgeOutcome.Failed(
                "rate limit of " + server.host() + " reached" + said, Optional.of(notBefore)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-1", "1e3", "Sun, 01 Mar 2026 12:02:00 GMT", "9999999999999"})
  void aTimeThatIsNoNumberOfSecondsIsAMinute(String value) {
    server.answer(429, "", "Retry-After", value);
    assertThat(sink(RecordedForge.GITLAB).open(REQUEST, ""))
        .isEqualTo(
            new ForgeOutcome.Failed(
                "rate limit of " + server.host() + " reached",
                Optional.of(ForgeServer.NOW.plusSeconds(60))));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectIsNotFollowed(int status) {
    server.answer(status, "", "Location", server.url("/elsewhere"));
    assertThat(sink(RecordedForge.GITHUB).open(REQUEST, ""))
        .isEqualTo(
            failed(
                server.host()
                    + " answered with a redirect ("
                    + status
                    + "), which is not followed; check spec.writeBack.apiURL"));
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aTokenThatTheServerSendsBackIsHidden() {
    server.answer(401, "{\"message\": \"no such token: " + TOKEN + "\\n\\u001b[31m!\"}");
    assertThat(sink(RecordedForge.GITHUB).open(REQUEST, ""))
        .isEqualTo(
            failed(
                server.host()
                    + " does not accept the token of the write credential: no such token: *** [31m!"));
    assertThat(new ForgeToken(TOKEN)).hasToString("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"html_url\": \"javascript:alert(1)\"}",
        "{\"html_url\": 7}"
      })
  void anAnswerWithoutAPageIsAFailure(String body) {
    server.answer(200, "[]");
    server.answer(201, body);
    assertThat(sink(RecordedForge.GITHUB).open(REQUEST, ""))
        .isEqualTo(failed(server.host() + " opened a request without telling its address"));
  }

  @Test
  void anAnswerOfMoreThanAMebibyteIsNotRead() {
    server.answer(200, "[" + " ".repeat(1024 * 1024) + "]");
    assertThat(sink(RecordedForge.GITHUB).open(REQUEST, ""))
        .isEqualTo(failed(server.host() + " answered without JSON; check spec.writeBack.apiURL"));
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    server.answer(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    ForgeHttp impatient = server.client((_, _) -> Optional.empty(), Duration.ofSeconds(1));
    assertThat(sink(RecordedForge.GITHUB, impatient, server.url("/api/v3")).open(REQUEST, ""))
        .isEqualTo(failed(server.host() + " did not answer within 1s"));
  }

  @Test
  void aBrokenConnectionIsNotTriedAgain() {
    server.answer(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    server.answer(200, "[]");
    assertThat(sink(RecordedForge.GITHUB).open(REQUEST, ""))
        .isInstanceOfSatisfying(
            ForgeOutcome.Failed.class,
            failed -> assertThat(failed.message()).startsWith("no connection to " + server.host()));
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void anAddressThatIsNotAllowedIsNotContacted() {
    ForgeHttp guarded = server.client((_, address) -> Optional.of("loopback"));
    assertThat(sink(RecordedForge.GITHUB, guarded, server.url("/api/v3")).open(REQUEST, ""))
        .isEqualTo(failed("address not allowed by egress policy (loopback)"));
    assertThat(server.requests()).isZero();
  }

  @Test
  void anAddressWrittenAsANumberIsAskedAboutToo() {
    ForgeHttp guarded = server.client((host, _) -> Optional.of(host));
    assertThat(sink(RecordedForge.GITHUB, guarded, "https://169.254.169.254/").open(REQUEST, ""))
        .isEqualTo(failed("address not allowed by egress policy (169.254.169.254)"));
  }

  @Test
  void aCertificateOfStrangersIsNotTrusted() {
    ForgeHttp strict =
        new ForgeHttp(
            new OkHttpClient(),
            (_, _) -> Optional.empty(),
            Duration.ofSeconds(5),
            InstantSource.fixed(ForgeServer.NOW));
    assertThat(sink(RecordedForge.GITHUB, strict, server.url("/")).open(REQUEST, ""))
        .isEqualTo(failed("TLS certificate of \"" + server.host() + "\" is not trusted"));
  }

  @Test
  void aServerThatIsNotThereIsAFailure() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(
            sink(RecordedForge.GITHUB, server.client(), "https://localhost:" + port)
                .open(REQUEST, ""))
        .isInstanceOfSatisfying(
            ForgeOutcome.Failed.class,
            failed ->
                assertThat(failed.message()).startsWith("no connection to localhost:" + port));
  }
}
