package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.failed;
import static io.rolloutoperator.gitsync.source.Remotes.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.remote.EgressPolicy;
import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitBehaviour;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.SilentServer;
import io.rolloutoperator.testkit.git.TestCertificates;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a server can be wrong or bad ends in one line for people. */
class GitHostileServerTest extends AgainstGitServer {

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aLoginThatFailsIsNamedWithoutTheSecret(int status) {
    repository.commit(Map.of("a", "1"), "first");
    server.behave(new GitBehaviour.Status(status));
    GitCredentials login =
        Remotes.login(new GitCredentials.Login.Basic("me", "marker-of-a-secret"));
    assertRefused(
        poll(Remotes.of(server.url(), login), MAIN, Remotes.SETTINGS),
        "authentication failed for localhost");
  }

  @ParameterizedTest
  @CsvSource({
    "404, repository not found at localhost, false",
    "418, localhost answered 418, false",
    "429, localhost answered 429, true",
    "500, localhost answered 500, true",
    "503, localhost answered 503, true",
  })
  void anAnswerThatIsNoneIsNamed(int status, String message, boolean unreachable) {
    server.behave(new GitBehaviour.Status(status));
    assertThat(poll(MAIN)).isEqualTo(new FetchOutcome.Failed(message, unreachable));
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    int port;
    try (SilentServer gone = SilentServer.start()) {
      port = gone.port();
    }
    assertThat(poll(Remotes.of("http://localhost:" + port + "/a"), MAIN, Remotes.SETTINGS))
        .isEqualTo(new FetchOutcome.Failed("cannot connect to localhost", true));
    assertThat(poll(Remotes.of("http://no.such.host.invalid/a"), MAIN, Remotes.SETTINGS))
        .isEqualTo(new FetchOutcome.Failed("cannot resolve \"no.such.host.invalid\"", true));
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example.net/repo.git/info/refs, redirect to evil.example.net refused",
    "http://169.254.169.254/info/refs, redirect to 169.254.169.254 refused",
    "http://localhost:1/repo.git/info/refs, redirect to localhost:1 refused",
    "/repo.git/info/refs?n={n}, more than 5 redirects",
    "/elsewhere, redirect to another place of localhost refused",
    "'', redirect to another place of localhost refused",
    "'http://[', redirect to an unreadable address refused",
  })
  void redirectsStayOnTheirHost(String location, String message) {
    server.behave(new GitBehaviour.Redirect(location));
    assertRefused(poll(MAIN), message);
  }

  @Test
  void encryptionIsNotGivenUp() {
    TestCertificates certificates = new TestCertificates();
    try (GitHttpServer secure = GitHttpServer.of(repository).tls(certificates.server()).start()) {
      secure.behave(
          new GitBehaviour.Redirect(
              secure.url().replace("https", "http") + "/info/refs?service=git-upload-pack"));
      GitRemote remote = Remotes.of(secure.url(), Remotes.trusting(certificates.authority()));
      assertRefused(poll(remote, MAIN, Remotes.SETTINGS), "redirect to http://localhost refused");
    }
  }

  @Test
  void certificatesAreChecked() {
    TestCertificates certificates = new TestCertificates();
    GitCredentials trusting = Remotes.trusting(certificates.authority());
    assertCertificate(certificates.expiredServer(), trusting, "is expired");
    assertCertificate(certificates.serverOfAnotherHost(), trusting, "is for another host");
    assertCertificate(new TestCertificates().server(), trusting, "is not trusted");
    assertCertificate(certificates.server(), new GitCredentials.Anonymous(), "is not trusted");
  }

  private void assertCertificate(SSLContext tls, GitCredentials credentials, String problem) {
    try (GitHttpServer secure = GitHttpServer.of(repository).tls(tls).start()) {
      assertRefused(
          poll(Remotes.of(secure.url(), credentials), MAIN, Remotes.SETTINGS),
          "TLS certificate of \"localhost\" " + problem);
    }
  }

  @Test
  void addressesAreJudged() {
    repository.commit(Map.of("a", "1"), "first");
    EgressPolicy policy = new NoLoopback();
    assertRefused(
        poll(Remotes.of(server.url()), MAIN, GitSettings.of(policy)),
        "address not allowed by egress policy (private)");
    assertRefused(
        poll(
            Remotes.of(server.url().replace("localhost", "127.0.0.1")),
            MAIN,
            GitSettings.of(policy)),
        "address not allowed by egress policy (private)");
    assertRefused(
        poll(Remotes.of("http://metadata/a"), MAIN, GitSettings.of(policy)),
        "address not allowed by egress policy (metadata)");
    assertThat(server.requests()).isEmpty();
  }

  private static final class NoLoopback implements EgressPolicy {
    @Override
    public Optional<String> refusal(String host, int port) {
      return host.equals("metadata") ? Optional.of("metadata") : Optional.empty();
    }

    @Override
    public Optional<String> refusal(String host, InetAddress address) {
      return address.isLoopbackAddress() ? Optional.of("private") : Optional.empty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GitBehaviour.Phase.class,
      names = {"CAPABILITIES", "REFS", "NEGOTIATION", "PACK"})
  void aStallEndsAtTheDeadline(GitBehaviour.Phase phase) {
    repository.commit(Map.of("a", "1"), "first");
    server.behave(new GitBehaviour.Stalled(phase));
    GitRemote remote =
        Remotes.of(server.url(), new GitCredentials.Anonymous(), Duration.ofSeconds(1));
    assertThat(poll(remote, MAIN, Remotes.SETTINGS))
        .isEqualTo(new FetchOutcome.Failed("git fetch timed out after 1s", true));
  }

  @Test
  void aServerThatNeverSpeaksEndsAtTheDeadline() {
    try (SilentServer silent = SilentServer.start()) {
      for (String scheme : new String[] {"http", "https"}) {
        GitRemote remote =
            Remotes.of(
                scheme + "://localhost:" + silent.port() + "/a",
                new GitCredentials.Anonymous(),
                Duration.ofMillis(500));
        assertThat(poll(remote, MAIN, Remotes.SETTINGS))
            .isEqualTo(new FetchOutcome.Failed("git fetch timed out after 500ms", true));
      }
    }
  }

  @Test
  void aSlowServerIsNotWaitedForBeyondTheDeadline() {
    byte[] noise = new byte[1_000_000];
    new Random(1).nextBytes(noise);
    String content = new String(noise, StandardCharsets.ISO_8859_1);
    repository.commit(Map.of("a", content), "large");
    server.behave(new GitBehaviour.Slow(100));
    GitRemote remote =
        Remotes.of(server.url(), new GitCredentials.Anonymous(), Duration.ofSeconds(1));
    assertThat(poll(remote, MAIN, Remotes.SETTINGS))
        .isEqualTo(new FetchOutcome.Failed("git fetch timed out after 1s", true));
  }

  @Test
  void aListOfRefsHasALimit() {
    server.behave(new GitBehaviour.Refs(EndlessRefs::new));
    assertRefused(poll(MAIN), "repository lists more than 16 MiB of refs");
  }

  @Test
  void aListOfRefsMustBeOne() {
    server.behave(new GitBehaviour.Refs(() -> new ByteArrayInputStream(new byte[1000])));
    assertRefused(poll(MAIN), "localhost sent an unreadable list of refs");
  }

  @Test
  void aMillionRefsDoNotMatterToServersThatSelect() {
    repository.commit(Map.of("a", "1"), "first");
    for (int i = 0; i < 300; i++) {
      repository.point("refs/heads/other-" + i, repository.head());
    }
    GitLimits few = new GitLimits(1 << 20, 1 << 20, 2048, 1000);
    assertThat(fetched(poll(Remotes.of(server.url()), MAIN, Remotes.limited(few))).revision())
        .isNotNull();
    assertRefused(
        poll(
            Remotes.of(server.url()),
            new GitRef.FullName("refs/heads/other-"),
            Remotes.limited(few)),
        "repository lists more than 2 KiB of refs");
  }

  @Test
  void whatDoesNotSpeakGitIsNotListenedTo() {
    try (var web = PlainWebServer.start()) {
      assertRefused(
          poll(Remotes.of(web.url()), MAIN, Remotes.SETTINGS),
          "no Git repository at localhost: smart HTTP expected");
    }
  }

  @Test
  void afterAFailureTheNextLookSucceeds() {
    repository.commit(Map.of("a", "1"), "first");
    server.behave(new GitBehaviour.Status(500));
    try (GitMirror mirror =
        new GitMirror(folder.resolve("mirror"), Remotes.of(server.url()), MAIN, Remotes.SETTINGS)) {
      failed(mirror.poll());
      server.behave(new GitBehaviour.Normal());
      FetchOutcome.Fetched fetched = fetched(mirror.poll());
      server.behave(new GitBehaviour.Status(500));
      failed(mirror.poll());
      server.behave(new GitBehaviour.Normal());
      assertThat(mirror.poll()).isEqualTo(new FetchOutcome.Unchanged(fetched.revision()));
    }
  }
}
