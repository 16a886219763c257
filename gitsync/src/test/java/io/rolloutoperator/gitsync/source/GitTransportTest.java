package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.failed;
import static io.rolloutoperator.gitsync.source.Remotes.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitCredentials.ClientCertificate;
import io.rolloutoperator.gitsync.source.remote.GitCredentials.Login;
import io.rolloutoperator.gitsync.source.remote.GitProxy;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitBackendServer;
import io.rolloutoperator.testkit.git.GitBehaviour;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.git.SilentServer;
import io.rolloutoperator.testkit.git.TestCertificates;
import io.rolloutoperator.testkit.git.TestCertificates.ClientPem;
import io.rolloutoperator.testkit.git.TestRepository;
import io.rolloutoperator.testkit.git.TunnelProxy;
import io.rolloutoperator.testkit.junit.RequiredPrograms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to reach a server and to prove who one is. */
class GitTransportTest {

  private static final GitRef MAIN = new GitRef.Branch("main");

  @TempDir private Path folder;
  private TestRepository repository;

  @BeforeEach
  void start() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    repository.commit(Map.of("a", "1"), "first");
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  private GitMirror mirror(GitRemote remote) {
    return new GitMirror(folder.resolve("mirror"), remote, MAIN, Remotes.SETTINGS);
  }

  /** Three looks: a clone, nothing new, and a commit on top. */
  private void assertSyncs(GitRemote remote) {
    try (GitMirror mirror = mirror(remote)) {
      FetchOutcome.Fetched first = fetched(mirror.poll());
      assertThat(mirror.poll()).isEqualTo(new FetchOutcome.Unchanged(first.revision()));
      repository.commit(Map.of("a", "2"), "second");
      FetchOutcome.Fetched second = fetched(mirror.poll());
      assertThat(mirror.historyRewritten(first.revision().commit(), repository.head()))
          .contains(false);
      assertThat(second.tree().read("a", 1)).isEqualTo("2".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void assertFails(GitRemote remote, String message) {
    try (GitMirror mirror = mirror(remote)) {
      assertThat(failed(mirror.poll()).message()).isEqualTo(message);
    }
  }

  @Test
  void httpsWithAnAuthorityOfItsOwn() {
    TestCertificates certificates = new TestCertificates();
    try (GitHttpServer server = GitHttpServer.of(repository).tls(certificates.server()).start()) {
      assertSyncs(Remotes.of(server.url(), Remotes.trusting(certificates.authority())));
    }
  }

  @Test
  void httpsWithAClientCertificate() {
    TestCertificates certificates = new TestCertificates();
    ClientPem client = certificates.client();
    try (GitHttpServer server =
        GitHttpServer.of(repository).tls(certificates.server()).clientCertificate().start()) {
      GitCredentials credentials =
          new GitCredentials.Https(
              Optional.empty(),
              Optional.of(certificates.authority()),
              Optional.of(new ClientCertificate(client.certificate(), client.key())));
      assertSyncs(Remotes.of(server.url(), credentials));
      try (GitMirror without =
          mirror(Remotes.of(server.url(), Remotes.trusting(certificates.authority())))) {
        failed(without.poll());
      }
    }
  }

  @Test
  void namesAndPasswords() {
    try (GitHttpServer server = GitHttpServer.of(repository).basic("me", "right ä").start()) {
      assertFails(
          Remotes.of(server.url(), Remotes.login(new Login.Basic("me", "wrong"))),
          "authentication failed for localhost");
      assertFails(Remotes.of(server.url()), "authentication failed for localhost");
      assertSyncs(Remotes.of(server.url(), Remotes.login(new Login.Basic("me", "right ä"))));
    }
  }

  @Test
  void tokens() {
    try (GitHttpServer server = GitHttpServer.of(repository).bearer("right").start()) {
      assertFails(
          Remotes.of(server.url(), Remotes.login(new Login.Bearer("wrong"))),
          "authentication failed for localhost");
      assertSyncs(Remotes.of(server.url(), Remotes.login(new Login.Bearer("right"))));
    }
  }

  @Test
  void aRedirectOnTheSameHostIsFollowed() {
    try (GitHttpServer server = GitHttpServer.of(repository).start()) {
      server.behave(new GitBehaviour.Redirect("/moved.git/info/refs?service=git-upload-pack"));
      try (GitMirror mirror = mirror(Remotes.of(server.url()))) {
        assertThat(failed(mirror.poll()).message()).isEqualTo("more than 5 redirects");
        server.behave(new GitBehaviour.RedirectOnce("/moved.git/info/refs"));
        fetched(mirror.poll());
        assertThat(server.requests()).contains("POST /moved.git/git-upload-pack");
      }
    }
  }

  @Test
  void ssh() {
    try (GitSshServer server = GitSshServer.start(repository)) {
      assertSyncs(
          Remotes.of(
              server.url(), new GitCredentials.Ssh(server.identity(), "", server.knownHosts())));
      assertFails(
          Remotes.of(
              server.url(),
              new GitCredentials.Ssh(GitSshServer.strangeIdentity(), "", server.knownHosts())),
          "authentication failed for localhost");
      assertFails(
          Remotes.of(server.url()),
          "SSH needs secretRef to a Secret with the keys \"identity\" and \"known_hosts\"");
    }
  }

  @Test
  void sshWithAnEncryptedKey() {
    try (GitSshServer server = GitSshServer.start(repository)) {
      assertSyncs(
          Remotes.of(
              server.url(),
              new GitCredentials.Ssh(server.identity("secret"), "secret", server.knownHosts())));
    }
  }

  @Test
  void sshHostsMustBeKnown() {
    try (GitSshServer server = GitSshServer.start(repository);
        GitSshServer other = GitSshServer.start(repository)) {
      String key = other.knownHosts().substring(other.knownHosts().indexOf(' '));
      String known = server.knownHosts();
      for (String wrong :
          new String[] {"", "example.org" + key, known.substring(0, known.indexOf(' ')) + key}) {
        assertFails(
            Remotes.of(server.url(), new GitCredentials.Ssh(server.identity(), "", wrong)),
            "host key of \"localhost\" is not in known_hosts");
      }
    }
  }

  @Test
  void sshIsJudgedAndStoppedLikeHttp() {
    try (SilentServer silent = SilentServer.start();
        GitSshServer server = GitSshServer.start(repository)) {
      GitCredentials credentials =
          new GitCredentials.Ssh(server.identity(), "", server.knownHosts());
      assertFails(
          Remotes.of(
              "ssh://git@localhost:" + silent.port() + "/a", credentials, Duration.ofSeconds(1)),
          "git fetch timed out after 1s");
    }
  }

  @Test
  void anSshServerThatFallsSilentEndsAtTheDeadline() {
    try (GitSshServer server = GitSshServer.start(repository)) {
      server.stall();
      assertFails(
          Remotes.of(
              server.url(),
              new GitCredentials.Ssh(server.identity(), "", server.knownHosts()),
              Duration.ofSeconds(3)),
          "git fetch timed out after 3s");
    }
  }

  @Test
  void aProxyIsUsedForHttps() {
    TestCertificates certificates = new TestCertificates();
    try (GitHttpServer web = GitHttpServer.of(repository).tls(certificates.server()).start();
        GitSshServer ssh = GitSshServer.start(repository);
        TunnelProxy proxy = TunnelProxy.start("me", "secret")) {
      GitRemote https = Remotes.of(web.url(), Remotes.trusting(certificates.authority()));
      GitRemote secure =
          Remotes.of(ssh.url(), new GitCredentials.Ssh(ssh.identity(), "", ssh.knownHosts()));
      assertSyncs(through(https, proxy, "secret"));
      assertThat(proxy.targets()).contains("localhost:" + web.port());
      assertFails(through(secure, proxy, "secret"), "a proxy is supported for https:// only");
      assertFails(through(https, proxy, "wrong"), "authentication failed for proxy localhost");
    }
  }

  private static GitRemote through(GitRemote remote, TunnelProxy proxy, String password) {
    return new GitRemote(
        remote.url(),
        remote.credentials(),
        Optional.of(new GitProxy("localhost", proxy.port(), "me", password)),
        remote.timeout());
  }

  @Test
  void gitsOwnServer() {
    RequiredPrograms.check("git");
    try (GitBackendServer server = GitBackendServer.start(repository)) {
      assertSyncs(Remotes.of(server.url()));
      for (int i = 0; i < 70; i++) {
        repository.commit(Map.of("a", "" + i), "more");
      }
      try (GitMirror mirror = mirror(Remotes.of(server.url()))) {
        String first = fetched(mirror.poll()).revision().commit();
        for (int i = 0; i < 70; i++) {
          repository.commit(Map.of("b", "" + i), "more");
        }
        fetched(mirror.poll());
        assertThat(mirror.historyRewritten(first, repository.head())).contains(false);
        repository.forcePush(Map.of("a", "new"), "other");
        fetched(mirror.poll());
        assertThat(mirror.historyRewritten(first, repository.head())).contains(true);
        assertThat(mirror.tree(first)).isPresent();
      }
    }
  }
}
