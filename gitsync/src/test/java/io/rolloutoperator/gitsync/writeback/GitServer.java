package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.source.CommitTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.TestProtocol;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** A bare repository on disk behind JGit's own receive-pack and upload-pack. */
final class GitServer implements AutoCloseable {

  private static final PersonIdent DEVELOPER =
      new PersonIdent(
          "Dev", "dev@example.org", Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  private final Repository repository;
  private final CommitObjects objects;
  private final TestProtocol<GitServer> protocol;
  private final URIish uri;
  private final List<String> pushOptions = new ArrayList<>();
  private boolean isClosed;
  private Optional<String> refusal = Optional.empty();
  private Optional<String> greeting = Optional.empty();

  GitServer(Path folder) throws IOException {
    this.repository = new FileRepository(folder.toFile());
    repository.create(true);
    this.objects = new CommitObjects(repository);
    this.protocol =
        new TestProtocol<>((_, served) -> new UploadPack(served), (_, served) -> receive(served));
    this.uri = protocol.register(this, repository);
  }

  /**
   * A client's connection. Not by {@link Transport#open(Repository, URIish)}, which knows the
   * servers of all tests, and each by the same name.
   *
   * @throws IOException once the server is closed
   */
  Transport connect(Repository client) throws IOException {
    if (isClosed) {
      throw new IOException("nobody answers");
    }
    return protocol.open(uri, client, "origin");
  }

  /** From now on a hook refuses pushes. */
  void refuse(String text) {
    refusal = Optional.of(text);
  }

  /** From now on pushes are answered with a text. */
  void greet(String text) {
    greeting = Optional.of(text);
  }

  /** Those of all pushes. */
  List<String> pushOptions() {
    return pushOptions;
  }

  /** A developer's commit on a branch; empty texts delete files. */
  String commit(String branch, String message, Map<String, String> texts) throws IOException {
    SortedMap<String, FileChange> changes = new TreeMap<>();
    texts.forEach(
        (path, text) ->
            changes.put(
                path,
                text.isEmpty()
                    ? new FileChange.Delete()
                    : new FileChange.Write(FileContent.of(text))));
    ObjectId parent = Optional.ofNullable(resolve(branch)).orElse(ObjectId.zeroId());
    ObjectId commit = objects.make(parent, changes, message, DEVELOPER);
    RefUpdate update = repository.updateRef("refs/heads/" + branch);
    update.setNewObjectId(commit);
    update.update();
    return commit.name();
  }

  CommitTree tree(String commit) throws IOException {
    return objects.files(ObjectId.fromString(commit));
  }

  /** A file at the tip of a branch. */
  String text(String branch, String path) throws IOException {
    return new String(tree(tip(branch)).read(path, 1 << 20), StandardCharsets.UTF_8);
  }

  String tip(String branch) throws IOException {
    ObjectId tip = resolve(branch);
    if (tip == null) {
      throw new IllegalArgumentException("no branch " + branch);
    }
    return tip.name();
  }

  RevCommit newest(String branch) throws IOException {
    return objects.parsed(ObjectId.fromString(tip(branch)));
  }

  List<String> branches() throws IOException {
    return repository.getRefDatabase().getRefsByPrefix("refs/heads/").stream()
        .map(Ref::getName)
        .map(Repository::shortenRefName)
        .toList();
  }

  /** Subjects of a branch's commits, the newest first. */
  List<String> log(String branch) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(tip(branch))));
      List<String> subjects = new ArrayList<>();
      walk.forEach(commit -> subjects.add(commit.getShortMessage()));
      return subjects;
    }
  }

  private @Nullable ObjectId resolve(String branch) throws IOException {
    return repository.resolve("refs/heads/" + branch);
  }

  private ReceivePack receive(Repository served) {
    ReceivePack receive = new ReceivePack(served);
    receive.setAllowPushOptions(true);
    receive.setPreReceiveHook(
        (pack, commands) -> {
          pushOptions.addAll(Optional.ofNullable(pack.getPushOptions()).orElse(List.of()));
          greeting.ifPresent(pack::sendMessage);
          refusal.ifPresent(
              text ->
                  commands.forEach(
                      command ->
                          command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, text)));
        });
    return receive;
  }

  @Override
  public void close() {
    isClosed = true;
    repository.close();
  }
}
