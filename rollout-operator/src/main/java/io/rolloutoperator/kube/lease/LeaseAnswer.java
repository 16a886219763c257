package io.rolloutoperator.kube.lease;

/** How one request about the lease ended. */
public sealed interface LeaseAnswer {
  /** The Lease as it is now in the store: as read, or as written by the request. */
  record Found(LeaseRecord lease) implements LeaseAnswer {}

  /** There is no such Lease. */
  record Absent() implements LeaseAnswer {}

  /** The write was refused because somebody else wrote since the last read. */
  record Conflict() implements LeaseAnswer {}

  /**
   * No answer, or one that says nothing about the Lease: a write may or may not have happened.
   *
   * @param why one line
   */
  record Unknown(String why) implements LeaseAnswer {}

  /**
   * The API server refuses us; only a person can change that.
   *
   * @param why one line
   */
  record Forbidden(String why) implements LeaseAnswer {}
}
