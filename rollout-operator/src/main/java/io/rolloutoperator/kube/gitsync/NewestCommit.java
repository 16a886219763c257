package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.source.Revision;

/** Knows whether a commit that a pass works on was followed by another one meanwhile. */
record NewestCommit(Sources sources) implements CommitSync.Newest {
  @Override
  public boolean isOutdated(PassSubject subject, Revision revision) {
    return sources
        .state(subject.unit().id())
        .filter(SourceState.At.class::isInstance)
        .map(state -> !((SourceState.At) state).revision().equals(revision))
        .orElse(false);
  }
}
