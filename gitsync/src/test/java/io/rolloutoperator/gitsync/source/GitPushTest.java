package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.CommitRequest.Person;
import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitCredentials.Login;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitBackendServer;
import io.rolloutoperator.testkit.git.GitBehaviour;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.GitSshServer;
import io.rolloutoperator.testkit.git.TestRepository;
import io.rolloutoperator.testkit.junit.RequiredPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitPushTest {

  private static final Person OPERATOR = new Person("Rollout Operator", "operator@example.org");
  private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir private Path folder;
  private TestRepository repository;
  private GitHttpServer server;
  private GitMirror mirror;

  @BeforeEach
  void start() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    for (int i = 0; i < 3; i++) {
      repository.commit(Map.of("apps/a.yaml", "a: " + i, "apps/b.yaml", "b"), "commit " + i);
    }
    server = GitHttpServer.of(repository).start();
    mirror = mirror(Remotes.of(server.url()));
    fetched(mirror.poll());
  }

  @AfterEach
  void stop() {
    mirror.close();
    server.close();
    repository.close();
  }

  private GitMirror mirror(GitRemote remote) {
    return new GitMirror(
        folder.resolve("mirror"), remote, new GitRef.Branch("main"), Remotes.SETTINGS);
  }

  private GitPush push() {
    return new GitPush(mirror, Remotes.of(server.url()), Optional.empty());
  }

  private static CommitRequest change(String base, String path, String content) {
    Map<String, Optional<byte[]>> files =
        Map.of(path, Optional.of(content.getBytes(StandardCharsets.UTF_8)));
    return CommitRequest.onTopOf("main", base, files, OPERATOR, TIME, "Change " + path + "\n");
  }

  private void assertPushed(GitPush push) {
    String base = repository.head();
    PushOutcome outcome = push.push(change(base, "apps/a.yaml", "a: new"));
    String head = repository.head();
    assertThat(outcome).isEqualTo(new PushOutcome.Pushed(head));
    assertThat(repository.read(head, "apps/a.yaml")).isEqualTo("a: new");
    assertThat(repository.read(head, "apps/b.yaml")).isEqualTo("b");
  }

  @Test
  void aCommitGoesOnTopFromAShallowClone() throws IOException {
    String base = repository.head();
    assertPushed(push());
    try (RevWalk walk = new RevWalk(repository.repository())) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(repository.head()));
      assertThat(commit.getParentCount()).isOne();
      assertThat(commit.getParent(0).name()).isEqualTo(base);
      assertThat(commit.getAuthorIdent().getEmailAddress()).isEqualTo(OPERATOR.email());
      assertThat(commit.getCommitterIdent().getWhenAsInstant()).isEqualTo(TIME);
      assertThat(commit.getFullMessage()).isEqualTo("Change apps/a.yaml\n");
    }
    FetchOutcome.Fetched next = fetched(mirror.poll());
    assertThat(next.revision().commit()).isEqualTo(repository.head());
    assertThat(mirror.historyRewritten(base, repository.head())).contains(false);
  }

  @Test
  void filesAreAddedAndDeleted() {
    Map<String, Optional<byte[]>> files =
        Map.of(
            "new/deep/c.yaml", Optional.of("c".getBytes(StandardCharsets.UTF_8)),
            "apps/b.yaml", Optional.empty());
    push().push(CommitRequest.onTopOf("main", repository.head(), files, OPERATOR, TIME, "Both"));
    FetchOutcome.Fetched next = fetched(mirror.poll());
    assertThat(next.tree().entry("new/deep/c.yaml")).isPresent();
    assertThat(next.tree().entry("apps/b.yaml")).isEmpty();
  }

  @Test
  void anExecutableFileStaysOne() {
    TreeFormatter tree = new TreeFormatter();
    byte[] script = "#!/bin/sh".getBytes(StandardCharsets.UTF_8);
    ObjectId blob = ObjectId.fromString(repository.object(Constants.OBJ_BLOB, script));
    tree.append("link", FileMode.SYMLINK, blob);
    tree.append("run.sh", FileMode.EXECUTABLE_FILE, blob);
    String base = repository.commitTree(repository.object(Constants.OBJ_TREE, tree.toByteArray()));
    assertThat(push().push(change(base, "link", "x")))
        .isEqualTo(new PushOutcome.Failed("link: is a link and cannot be written", false));
    assertThat(push().push(change(base, "run.sh", "#!/bin/bash")))
        .isInstanceOf(PushOutcome.Pushed.class);
    assertThat(repository.read(repository.head(), "run.sh")).isEqualTo("#!/bin/bash");
  }

  @Test
  void whatWouldChangeNothingIsNotPushed() {
    String base = repository.head();
    int before = server.requests().size();
    assertThat(push().push(change(base, "apps/b.yaml", "b")))
        .isEqualTo(new PushOutcome.Pushed(base));
    assertThat(server.requests()).hasSize(before);
  }

  @Test
  void aBranchThatHasMovedIsLeftAlone() {
    String base = repository.head();
    String other = repository.commit(Map.of("apps/a.yaml", "a: by a person"), "person");
    assertThat(push().push(change(base, "apps/a.yaml", "a: new")))
        .isEqualTo(new PushOutcome.RemoteChanged());
    assertThat(repository.head()).isEqualTo(other);
  }

  @Test
  void aBranchThatMovesDuringThePushIsLeftAlone() {
    server
        .pushes()
        .before(() -> repository.commit(Map.of("apps/a.yaml", "a: by a person"), "person"));
    assertThat(push().push(change(repository.head(), "apps/a.yaml", "a: new")))
        .isEqualTo(new PushOutcome.RemoteChanged());
    assertThat(repository.read(repository.head(), "apps/a.yaml")).isEqualTo("a: by a person");
  }

  @Test
  void aNewBranchIsMadeOnlyIfThereIsNone() {
    CommitRequest main = change(repository.head(), "apps/a.yaml", "a: new");
    CommitRequest branch =
        new CommitRequest(
            "promote/a",
            main.base(),
            Optional.empty(),
            main.files(),
            OPERATOR,
            OPERATOR,
            TIME,
            "On a branch");
    assertThat(push().push(branch)).isEqualTo(new PushOutcome.Pushed(repository.head("promote/a")));
    CommitRequest again =
        new CommitRequest(
            "promote/a",
            main.base(),
            Optional.empty(),
            change(main.base(), "apps/a.yaml", "a: other").files(),
            OPERATOR,
            OPERATOR,
            TIME,
            "Again");
    assertThat(push().push(again)).isEqualTo(new PushOutcome.RemoteChanged());
  }

  @Test
  void aHookThatRefusesIsQuotedWithoutSecrets() {
    GitRemote remote =
        Remotes.of(server.url(), Remotes.login(new Login.Basic("me", "marker-of-a-secret")));
    server.pushes().refuse("not\nallowed: marker-of-a-secret\u202e " + "x".repeat(500));
    PushOutcome outcome =
        new GitPush(mirror, remote, Optional.empty())
            .push(change(repository.head(), "apps/a.yaml", "new"));
    assertThat(outcome).isInstanceOf(PushOutcome.Refused.class);
    String text = ((PushOutcome.Refused) outcome).text();
    assertThat(text)
        .startsWith("pre-receive hook declined")
        .contains("not allowed: *** xxx")
        .doesNotContain("marker", "\n", "\u202e")
        .hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void aServerThatDoesNotAnswerFails() {
    GitCredentials nobody = new GitCredentials.Anonymous();
    GitPush push =
        new GitPush(
            mirror, Remotes.of(server.url(), nobody, Duration.ofSeconds(1)), Optional.empty());
    CommitRequest request = change(repository.head(), "apps/a.yaml", "new");
    server.behave(new GitBehaviour.Stalled(GitBehaviour.Phase.PUSH));
    assertThat(push.push(request))
        .isEqualTo(new PushOutcome.Failed("git push timed out after 1s", true));
    server.behave(new GitBehaviour.Status(401));
    assertThat(push.push(request))
        .isEqualTo(new PushOutcome.Failed("authentication failed for localhost", false));
    server.behave(new GitBehaviour.Status(500));
    assertThat(push.push(request))
        .isEqualTo(new PushOutcome.Failed("localhost answered 500", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "/x", "a/../x", ".git/config", "a//b", "", "apps", "apps/a.yaml/x"})
  void aPathThatIsNoneIsNotWritten(String path) {
    String base = repository.head();
    assertThat(push().push(change(base, path, "x"))).isInstanceOf(PushOutcome.Failed.class);
    assertThat(repository.head()).isEqualTo(base);
  }

  @Test
  void aBranchNameMustBeOne() {
    CommitRequest request = change(repository.head(), "a", "b");
    CommitRequest wrong =
        CommitRequest.onTopOf("-x", request.base(), request.files(), OPERATOR, TIME, "x");
    assertThat(push().push(wrong))
        .isEqualTo(new PushOutcome.Failed("ref \"-x\" is not a valid Git ref name", false));
  }

  @Test
  void sshWorksToo() {
    try (GitSshServer ssh = GitSshServer.start(repository)) {
      GitRemote remote =
          Remotes.of(ssh.url(), new GitCredentials.Ssh(ssh.identity(), "", ssh.knownHosts()));
      assertPushed(new GitPush(mirror, remote, Optional.empty()));
    }
  }

  @Test
  void gitsOwnServerWorksToo() {
    RequiredPrograms.check("git");
    try (GitBackendServer git = GitBackendServer.start(repository)) {
      assertPushed(new GitPush(mirror, Remotes.of(git.url()), Optional.empty()));
      String base = repository.head();
      repository.commit(Map.of("apps/a.yaml", "a: by a person"), "person");
      assertThat(
              new GitPush(mirror, Remotes.of(git.url()), Optional.empty())
                  .push(change(base, "apps/a.yaml", "x")))
          .isEqualTo(new PushOutcome.RemoteChanged());
    }
  }
}
