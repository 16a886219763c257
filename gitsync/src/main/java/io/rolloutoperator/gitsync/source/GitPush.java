package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.signing.CommitSigner;
import io.rolloutoperator.gitsync.source.remote.Exchange;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitTraffic.Operation;
import io.rolloutoperator.gitsync.source.remote.RemoteAccess;
import io.rolloutoperator.gitsync.source.remote.SourceException;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RefNames;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/**
 * Writes commits. A branch moves only from the commit that was expected, never by force: who pushes
 * in between is never overwritten.
 */
public final class GitPush {

  private final GitMirror mirror;
  private final GitRemote remote;
  private final RemoteAccess access;
  private final Optional<CommitSigner> signer;

  /**
   * Makes no request yet.
   *
   * @param mirror that has or can fetch the base
   * @param remote the same repository, with a credential that may write
   * @param signer signs every commit; empty: commits are not signed
   */
  public GitPush(GitMirror mirror, GitRemote remote, Optional<CommitSigner> signer) {
    this.mirror = mirror;
    this.remote = remote;
    this.signer = signer;
    this.access = new RemoteAccess(remote, mirror.settings());
  }

  /** Makes the commit and pushes it; works from a shallow clone. */
  public PushOutcome push(CommitRequest request) {
    Optional<String> problem = RefNames.problem(new GitRef.Branch(request.branch()));
    if (problem.isPresent()) {
      return new PushOutcome.Failed(problem.get(), false);
    }
    try {
      return mirror.locked(store -> push(store, request));
    } catch (SourceException e) {
      return new PushOutcome.Failed(e.getMessage(), e.isUnreachable());
    } catch (IOException | RuntimeException e) {
      return new PushOutcome.Failed("the local copy of the repository cannot be used", true);
    }
  }

  private PushOutcome push(MirrorStore store, CommitRequest request) throws IOException {
    ObjectId base = ObjectId.fromString(request.base());
    mirror.ensure(store, base);
    Optional<ObjectId> commit = commit(store.repository(), base, request);
    return commit.isPresent()
        ? send(store.repository(), commit.get(), request)
        : new PushOutcome.Pushed(request.base());
  }

  /** Nothing if no file would change. */
  private Optional<ObjectId> commit(Repository repository, ObjectId base, CommitRequest request)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter();
        ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      RevCommit parent = walk.parseCommit(base);
      ObjectId tree = new TreeEdit(reader, inserter).apply(parent.getTree(), request.files());
      if (tree.equals(parent.getTree())) {
        return Optional.empty();
      }
      CommitBuilder builder = new CommitBuilder();
      builder.setTreeId(tree);
      builder.setParentId(base);
      builder.setAuthor(person(request.author(), request));
      builder.setCommitter(person(request.committer(), request));
      builder.setMessage(request.message());
      if (signer.isPresent()) {
        sign(builder, signer.get(), request.time());
      }
      ObjectId commit = inserter.insert(builder);
      inserter.flush();
      return Optional.of(commit);
    }
  }

  private static void sign(CommitBuilder builder, CommitSigner signer, Instant at)
      throws IOException {
    try {
      builder.setGpgSignature(new GpgSignature(signer.sign(builder.build(), at)));
    } catch (GeneralSecurityException e) {
      // The cause may show parts of the key.
      throw SourceException.refused("the commit cannot be signed: the signing key does not work");
    }
  }

  private static PersonIdent person(CommitRequest.Person person, CommitRequest request) {
    return new PersonIdent(person.name(), person.email(), request.time(), ZoneOffset.UTC);
  }

  private PushOutcome send(Repository repository, ObjectId commit, CommitRequest request)
      throws IOException {
    String ref = Constants.R_HEADS + request.branch();
    ObjectId expected = request.expected().map(ObjectId::fromString).orElse(ObjectId.zeroId());
    RemoteRefUpdate update =
        new RemoteRefUpdate(repository, commit.name(), commit, ref, false, null, expected);
    try (Exchange exchange = access.begin(Operation.PUSH);
        Transport transport = access.open(repository, exchange)) {
      if (!request.pushOptions().isEmpty()) {
        transport.setPushOptions(request.pushOptions());
      }
      PushResult result = push(transport, update, exchange);
      PushOutcome outcome = outcome(result, update, commit, expected);
      if (outcome instanceof PushOutcome.Pushed) {
        exchange.succeeded();
      }
      return outcome;
    }
  }

  private static PushResult push(Transport transport, RemoteRefUpdate update, Exchange exchange)
      throws SourceException {
    try {
      PushResult result = transport.push(exchange.monitor(), List.of(update));
      exchange.checkTime();
      return result;
    } catch (IOException | RuntimeException e) {
      throw exchange.fail(exchange.explain(e));
    }
  }

  private PushOutcome outcome(
      PushResult result, RemoteRefUpdate update, ObjectId commit, ObjectId expected)
      throws IOException {
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE -> new PushOutcome.Pushed(commit.name(), result.getMessages());
      case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD -> new PushOutcome.RemoteChanged();
      default ->
          isAt(update.getRemoteName(), expected)
              ? new PushOutcome.Refused(
                  ServerText.clean(update.getMessage(), result.getMessages(), remote))
              : new PushOutcome.RemoteChanged();
    };
  }

  /** A server may notice only while it writes that another push was faster. */
  private boolean isAt(String ref, ObjectId expected) throws IOException {
    return mirror.locked(
        store -> {
          try (Exchange exchange = access.begin(Operation.LS_REMOTE);
              Transport transport = access.open(store.repository(), exchange);
              FetchConnection connection = transport.openFetch(List.of(), ref)) {
            exchange.succeeded();
            return Optional.ofNullable(connection.getRef(ref))
                .map(found -> expected.equals(found.getObjectId()))
                .orElse(expected.equals(ObjectId.zeroId()));
          } catch (SourceException e) {
            return true;
          }
        });
  }
}
