package io.rolloutoperator.gitsync.writeback.git;

import io.rolloutoperator.gitsync.source.CommitRequest;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.FetchOutcome;
import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.GitPush;
import io.rolloutoperator.gitsync.source.PushOutcome;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.writeback.CommitPush;
import io.rolloutoperator.gitsync.writeback.FileChange;
import io.rolloutoperator.gitsync.writeback.NewCommit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Works on a mirror of the tracked branch. It should be one of the write-back's own, with the write
 * credential: a poll here is news that nobody else who polls the same mirror gets to see.
 */
public final class MirrorPush implements CommitPush {

  private final GitMirror mirror;
  private final GitPush push;

  public MirrorPush(GitMirror mirror, GitPush push) {
    this.mirror = mirror;
    this.push = push;
  }

  @Override
  public Tip fetch(String branch) {
    return switch (mirror.poll()) {
      case FetchOutcome.Failed(String message, _) -> new Tip.Failed(message);
      case FetchOutcome.Fetched(Revision revision, CommitTree tree) ->
          tip(branch, revision, Optional.of(tree));
      case FetchOutcome.Unchanged(Revision revision) ->
          tip(branch, revision, mirror.tree(revision.commit()));
    };
  }

  private Tip tip(String branch, Revision revision, Optional<CommitTree> tree) {
    if (!revision.refName().equals(branch)) {
      return new Tip.Failed("write-back needs branch " + branch);
    }
    Optional<String> message = mirror.message(revision.commit());
    return tree.isPresent() && message.isPresent()
        ? new Tip.Found(revision.commit(), tree.get(), message.get())
        : new Tip.Failed("the local copy of the repository cannot be used");
  }

  @Override
  public Pushed push(NewCommit commit) {
    return switch (push.push(request(commit))) {
      case PushOutcome.Pushed(String id, String serverText) -> new Pushed.Done(id, serverText);
      case PushOutcome.RemoteChanged _ -> new Pushed.Stale();
      case PushOutcome.Refused(String text) -> new Pushed.Refused(text);
      case PushOutcome.Failed(String message, _) -> new Pushed.Failed(message);
    };
  }

  private static CommitRequest request(NewCommit commit) {
    CommitRequest.Person author =
        new CommitRequest.Person(commit.author().name(), commit.author().email());
    Map<String, Optional<byte[]>> files = new TreeMap<>();
    commit.changes().forEach((path, change) -> files.put(path, content(change)));
    return new CommitRequest(
        commit.branch(),
        commit.parent(),
        commit.expected(),
        files,
        author,
        author,
        commit.at(),
        commit.message(),
        commit.pushOptions());
  }

  private static Optional<byte[]> content(FileChange change) {
    return switch (change) {
      case FileChange.Write(var content) -> Optional.of(content.bytes());
      case FileChange.Delete _ -> Optional.empty();
    };
  }
}
