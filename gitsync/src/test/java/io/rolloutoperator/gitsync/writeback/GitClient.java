package io.rolloutoperator.gitsync.writeback;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** Pushes to a {@link GitServer} from a bare repository of its own. */
final class GitClient implements CommitPush, AutoCloseable {

  private final Repository local;
  private final CommitObjects objects;
  private final GitServer server;
  private Interruption beforePush = () -> {};

  GitClient(Path folder, GitServer server) throws IOException {
    this.local = new FileRepository(folder.toFile());
    local.create(true);
    this.objects = new CommitObjects(local);
    this.server = server;
  }

  /** What somebody else does. */
  @FunctionalInterface
  interface Interruption {
    void run() throws IOException;
  }

  /** Happens between each fetch and the push that follows. */
  void beforePush(Interruption interruption) {
    this.beforePush = interruption;
  }

  @Override
  public Tip fetch(String branch) {
    String ref = "refs/heads/" + branch;
    try (Transport transport = server.connect(local)) {
      Ref advertised =
          transport
              .fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + ref + ":" + ref)))
              .getAdvertisedRef(ref);
      ObjectId id = Objects.requireNonNull(advertised.getObjectId());
      return new Tip.Found(id.name(), objects.files(id), objects.parsed(id).getFullMessage());
    } catch (IOException e) {
      return new Tip.Failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Pushed push(NewCommit commit) {
    try (Transport transport = server.connect(local)) {
      beforePush.run();
      ObjectId made =
          objects.make(
              ObjectId.fromString(commit.parent()),
              commit.changes(),
              commit.message(),
              new PersonIdent(
                  commit.author().name(), commit.author().email(), commit.at(), ZoneOffset.UTC));
      RemoteRefUpdate update = update(commit, made);
      if (!commit.pushOptions().isEmpty()) {
        transport.setPushOptions(commit.pushOptions());
      }
      return result(made, update, transport.push(NullProgressMonitor.INSTANCE, List.of(update)));
    } catch (IOException e) {
      return new Pushed.Failed(String.valueOf(e.getMessage()));
    }
  }

  private RemoteRefUpdate update(NewCommit commit, ObjectId made) throws IOException {
    return new RemoteRefUpdate(
        local,
        "new",
        made,
        "refs/heads/" + commit.branch(),
        false,
        null,
        commit.expected().map(ObjectId::fromString).orElse(ObjectId.zeroId()));
  }

  private static Pushed result(ObjectId made, RemoteRefUpdate update, PushResult result) {
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE -> new Pushed.Done(made.name(), result.getMessages());
      case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD -> new Pushed.Stale();
      case REJECTED_OTHER_REASON -> new Pushed.Refused(String.valueOf(update.getMessage()));
      default -> new Pushed.Failed("unexpected " + update.getStatus());
    };
  }

  @Override
  public void close() {
    local.close();
  }
}
