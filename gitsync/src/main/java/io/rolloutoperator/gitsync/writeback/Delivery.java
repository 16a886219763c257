package io.rolloutoperator.gitsync.writeback;

/** Where the commit that undoes a release goes. */
public sealed interface Delivery {

  /** On the tracked branch. */
  record OnBranch() implements Delivery {}

  /** On a branch of its own, with a request to merge it. */
  record AsRequest(ForgeSink sink) implements Delivery {}
}
