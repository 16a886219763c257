package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.FetchOutcome;
import java.util.Optional;

/** A local copy of one ref of a repository, used by one thread at a time. */
interface Mirror extends AutoCloseable {

  /** Looks at the remote, and fetches if there is something new. */
  FetchOutcome poll();

  /** The files of an earlier commit; fetched if they are no longer here. */
  Optional<CommitTree> tree(String commit);

  @Override
  void close();
}
