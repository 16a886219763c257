package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.signing.CommitSigner;
import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.GitPush;
import io.rolloutoperator.gitsync.source.remote.CredentialException;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.unit.WriteBack;
import io.rolloutoperator.gitsync.writeback.CommitPush;
import io.rolloutoperator.gitsync.writeback.forge.ForgeToken;
import io.rolloutoperator.gitsync.writeback.git.MirrorPush;
import java.time.InstantSource;
import java.util.Optional;

/** Opens repositories to push to, each with the write credential of its unit. */
final class PushTargets {

  private final Repositories repositories;
  private final GitFence fence;
  private final InstantSource clock = InstantSource.system();

  PushTargets(Repositories repositories, GitFence fence) {
    this.repositories = repositories;
    this.fence = fence;
  }

  /** A repository that is open for one commit. */
  record Target(GitMirror mirror, CommitPush push, Optional<ForgeToken> token, GitFence fence)
      implements AutoCloseable {
    @Override
    public void close() {
      mirror.close();
    }
  }

  /** What is wrong with the credentials, as far as can be told without using them. */
  Optional<String> problem(PassSubject subject, WriteBack writeBack) {
    try {
      repositories.writable(subject.account(), subject.unit(), writeBack.secret());
      signer(subject, writeBack);
      return Optional.empty();
    } catch (CredentialException | CredentialSource.MissingException | ForbiddenException e) {
      distrust(subject, writeBack);
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (UnansweredException e) {
      return Optional.empty();
    }
  }

  /** A credential did not work: all are read anew for the next push. */
  void distrust(PassSubject subject, WriteBack writeBack) {
    repositories.distrust(subject.account(), subject.unit(), writeBack.secret());
    distrustKey(subject, writeBack);
  }

  private void distrustKey(PassSubject subject, WriteBack writeBack) {
    writeBack
        .signingKey()
        .ifPresent(key -> repositories.distrust(subject.account(), subject.unit(), key.secret()));
  }

  private Optional<CommitSigner> signer(PassSubject subject, WriteBack writeBack) {
    return writeBack
        .signingKey()
        .map(key -> repositories.signer(subject.account(), subject.unit(), key, clock.instant()));
  }

  /** A unit is gone. */
  void forget(UnitId unit) {
    repositories.forget(unit);
  }

  /**
   * Opens the repository of a unit; the remote is not asked yet. The signing key is read anew, as
   * no refusal tells of one that was replaced.
   */
  Target open(PassSubject subject, WriteBack writeBack) {
    distrustKey(subject, writeBack);
    Optional<CommitSigner> signer = signer(subject, writeBack);
    GitRemote remote = repositories.writable(subject.account(), subject.unit(), writeBack.secret());
    GitMirror mirror = repositories.mirror(remote, subject.unit().repository().ref());
    return new Target(
        mirror,
        fence.of(new MirrorPush(mirror, new GitPush(mirror, remote, signer))),
        repositories.token(subject.account(), subject.unit(), writeBack.secret()),
        fence);
  }
}
