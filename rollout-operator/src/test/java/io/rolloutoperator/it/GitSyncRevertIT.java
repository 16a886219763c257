package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.git.CommitVerifier;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiredPrograms;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Aborted releases that are undone in Git, over HTTP with a login. */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
@Execution(ExecutionMode.CONCURRENT)
@Order(1) // begins early, as it takes long
class GitSyncRevertIT {
  private static final String PASSPHRASE = "opens-the-first-key";
  private static final String OTHER_PASSPHRASE = "opens-the-second-key";
  private static final String WRONG_PASSPHRASE = "opens-no-key";
  private static final SecretMarkers MARKERS =
      SecretMarkers.of(
          LiveGitSync.USER, LiveGitSync.PASSWORD, PASSPHRASE, OTHER_PASSPHRASE, WRONG_PASSPHRASE);

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncRevertIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace, "--loglevel=debug");
  }

  @Test
  void aMinimalCommitBringsTheStableTemplateBack() {
    AbortingApp release = new AbortingApp(namespace, "undone");
    LiveGitSync.login(namespace, "undone-write");
    try (LiveGitSync sync = release.follow("")) {
      String healthy = sync.repository().head();
      String bad = release.pushBad(sync);
      release.abort();

      String revert = awaitRevert(sync, bad);
      assertThat(sync.repository().read(revert, "app/rollout.yaml"))
          .as("byte for byte")
          .isEqualTo(release.rolloutFile("v1"));
      assertThat(sync.repository().read(revert, "app/settings.yaml"))
          .as("not needed for the template")
          .isEqualTo(release.settingsFile(2));
      assertThat(sync.repository().read(revert, AbortingApp.OTHER_FILE)).isEqualTo("other: 2\n");
      isSigned(message(sync, revert), healthy, bad);
      assertThat(sync.quarantine().getFirst().at("/writeBack/kind").asText()).isEqualTo("Revert");
      namespace.await(
          "the event", () -> namespace.events().stream().anyMatch(GitSyncRevertIT::tellsUndone));

      sync.awaitReady(revert);
      release.rollout().awaitPhase("Healthy");
      assertThat(release.rollout().image()).isEqualTo("example/app:v1");
      assertThat(release.rollout().scales())
          .as("the same ReplicaSet as before")
          .isEqualTo("2=0 3=2");
      assertThat(sync.repository().head()).as("one commit").isEqualTo(revert);
      assertThat(sync.condition("WriteBackReady")).startsWith("True WriteBackConfigured");
    }
    assertThat(decisions("undone"))
        .contains(
            "Applied",
            "done: apply Rollout",
            "RolloutAborted",
            "write-back",
            "RolledBackInGit",
            "ReconciliationSucceeded");
  }

  /** Codes of the log's lines about a unit, those of writes with their beginning. */
  private Set<String> decisions(String unit) {
    Pattern line =
        Pattern.compile(
            "\\bGitSync %s/%s: (done: \\w+ \\w+|[\\w-]+)".formatted(namespace.name(), unit));
    try {
      return line.matcher(Files.readString(operator.local().log()))
          .results()
          .map(result -> result.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean tellsUndone(JsonNode event) {
    return event.path("reason").asText().equals("RolledBackInGit")
        && event.at("/involvedObject/name").asText().equals("undone");
  }

  private void isSigned(String message, String healthy, String bad) {
    assertThat(message)
        .startsWith(
            "Roll back %s/undone to %s\n\n".formatted(namespace.name(), healthy.substring(0, 7)))
        .endsWith(
            """

            Rollback-Of: %s
            Rollout: %s/undone
            Written-By: rollout-operator rollout-operator
            """
                .formatted(bad, namespace.name()));
  }

  @Test
  void aCommitOfTheOperatorItselfIsOnlyMarked() {
    AbortingApp release = new AbortingApp(namespace, "ours");
    LiveGitSync.login(namespace, "ours-write");
    try (LiveGitSync sync = release.follow("")) {
      String own = "Roll back somebody\n\nWritten-By: rollout-operator another-one\n";
      String bad = sync.push(release.bad(), own);
      release.abort();
      JsonNode entry = sync.awaitQuarantine();
      assertThat(entry.path("revision").asText()).endsWith(bad);

      String next = sync.push(Map.of("app/settings.yaml", release.settingsFile(3)), "unrelated");
      namespace.await("the settings are new", () -> release.settings().equals("3"));
      assertThat(sync.repository().head()).as("nothing was pushed").isEqualTo(next);
      assertThat(sync.quarantine().getFirst().has("writeBack")).isFalse();
    }
  }

  @Test
  void aMissingCredentialIsToldAndUsedOnceItIsThere() {
    AbortingApp release = new AbortingApp(namespace, "keyless");
    try (LiveGitSync sync = release.follow("")) {
      String missing =
          "False WriteBackNotConfigured: Secret %s/keyless-write not found"
              .formatted(namespace.name());
      assertThat(sync.condition("WriteBackReady")).isEqualTo(missing);
      String bad = release.pushBad(sync);
      release.abort();
      sync.awaitQuarantine();
      assertThat(sync.condition("WriteBackReady")).isEqualTo(missing);

      LiveGitSync.login(namespace, "keyless-write");
      awaitRevert(sync, bad);
      sync.awaitCondition("WriteBackReady", "True");
    }
  }

  @Test
  void nothingIsPushedUnsignedAndAReplacedKeyIsUsedAtOnce() {
    RequiredPrograms.check(CommitVerifier.programs());
    AbortingApp release = new AbortingApp(namespace, "signed");
    LiveGitSync.login(namespace, "signed-write");
    String signed = ", signingKey: {type: gpg, secretRef: {name: signed-key}}";
    try (CommitVerifier git = CommitVerifier.open();
        LiveGitSync sync = release.follow(signed)) {
      String secret = "Secret %s/signed-key".formatted(namespace.name());
      assertThat(sync.condition("WriteBackReady"))
          .isEqualTo("False WriteBackNotConfigured: " + secret + " not found");
      String key = git.gpgKey(PASSPHRASE);
      signingKey(key, WRONG_PASSPHRASE);
      String bad = release.pushBad(sync);
      release.abort();
      String wrong = ": key \"passphrase\" does not open the private key";
      sync.awaitCondition("WriteBackReady", "False WriteBackNotConfigured: " + secret + wrong);
      assertThat(sync.repository().head()).as("nothing was pushed").isEqualTo(bad);

      signingKey(key, PASSPHRASE);
      isGood(git, sync, awaitRevert(sync, bad), "Good signature from \"key1 ");

      signingKey(git.gpgKey(OTHER_PASSPHRASE), OTHER_PASSPHRASE);
      String next = sync.push(Map.of("app/rollout.yaml", release.rolloutFile("v3")), "v3");
      release.rollout().await("v3", _ -> release.rollout().image().equals("example/app:v3"));
      release.abort();
      namespace.await("undone, too", () -> !sync.repository().head().equals(next));
      isGood(git, sync, sync.repository().head(), "Good signature from \"key2 ");
      MARKERS.areNotTold(namespace, operator, sync);
    }
  }

  private void signingKey(String key, String passphrase) {
    Base64.Encoder base64 = Base64.getEncoder();
    namespace.apply(
        """
        {apiVersion: v1, kind: Secret, metadata: {name: signed-key},
         data: {git.asc: %s, passphrase: %s}}
        """
            .formatted(
                base64.encodeToString(key.getBytes(StandardCharsets.US_ASCII)),
                base64.encodeToString(passphrase.getBytes(StandardCharsets.US_ASCII))));
  }

  private static void isGood(CommitVerifier git, LiveGitSync sync, String commit, String words) {
    Path repository = sync.repository().repository().getDirectory().toPath();
    CommitVerifier.Verdict verdict = git.commit(repository, commit);
    assertThat(verdict.text()).contains(words, "Roll back ");
    assertThat(verdict.isGood()).isTrue();
  }

  @Test
  void aFileThatChangedAfterwardsIsLeftToAPerson() {
    AbortingApp release = new AbortingApp(namespace, "moved");
    try (LiveGitSync sync = release.follow("")) {
      String bad = release.pushBad(sync);
      release.abort();
      sync.awaitQuarantine();
      String edited = release.rolloutFile("v2") + "# a note\n";
      String head = sync.push(Map.of("app/rollout.yaml", edited), "a note");
      sync.awaitCondition("WriteBackReady", "False WriteBackNotConfigured");

      LiveGitSync.login(namespace, "moved-write");
      sync.awaitCondition("WriteBackReady", "False WriteBackNotPossible");
      assertThat(sync.condition("WriteBackReady"))
          .endsWith(": app/rollout.yaml changed after " + bad.substring(0, 7));
      assertThat(sync.repository().head()).isEqualTo(head);
    }
  }

  @Test
  void aHookThatRefusesIsQuotedAndAskedAgain() {
    AbortingApp release = new AbortingApp(namespace, "refused");
    LiveGitSync.login(namespace, "refused-write");
    try (LiveGitSync sync = release.follow("")) {
      sync.server().pushes().refuse("no robots here " + "x".repeat(400));
      String bad = release.pushBad(sync);
      release.abort();
      sync.awaitCondition("WriteBackReady", "False WriteBackFailed");
      String refusal = "push to main refused by the server: ";
      String text = sync.condition("WriteBackReady");
      assertThat(text).contains(refusal + "pre-receive hook declined no robots here xxx");
      assertThat(text.substring(text.indexOf(refusal) + refusal.length())).hasSize(256);
      assertThat(sync.repository().head()).isEqualTo(bad);

      sync.server().pushes().allow();
      awaitRevert(sync, bad);
      sync.awaitCondition("WriteBackReady", "True");
      MARKERS.areNotTold(namespace, operator, sync);
    }
  }

  @Test
  void commitsOfAnHourAreLimited() {
    AbortingApp release = new AbortingApp(namespace, "often");
    LiveGitSync.login(namespace, "often-write");
    try (LiveGitSync sync = release.follow(", maxCommitsPerHour: 1")) {
      String first = release.pushBad(sync);
      release.abort();
      sync.awaitReady(awaitRevert(sync, first));

      String second = sync.push(Map.of("app/rollout.yaml", release.rolloutFile("v3")), "v3");
      release.rollout().await("v3", _ -> release.rollout().image().equals("example/app:v3"));
      release.abort();
      sync.awaitCondition("WriteBackReady", "False RateLimited: 1 commit in the last hour");
      assertThat(sync.repository().head()).isEqualTo(second);
    }
  }

  /** Returns the commit that undid another one. */
  private String awaitRevert(LiveGitSync sync, String bad) {
    namespace.await(
        "the status names the commit",
        () -> !sync.quarantine().getFirst().at("/writeBack/commit").asText().isEmpty());
    JsonNode entry = sync.quarantine().getFirst();
    assertThat(entry.path("revision").asText()).endsWith(bad);
    String commit = entry.at("/writeBack/commit").asText();
    assertThat(sync.repository().head()).isEqualTo(commit);
    return commit;
  }

  private static String message(LiveGitSync sync, String commit) {
    try (RevWalk commits = new RevWalk(sync.repository().repository())) {
      return commits.parseCommit(ObjectId.fromString(commit)).getFullMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
