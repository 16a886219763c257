package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.notify.OutboxStore.Stored;

/** What came of an attempt to store an outbox. */
sealed interface Keeping {

  /**
   * It is stored, or nothing was to be.
   *
   * @param version of the object, as far as it is known
   */
  record Kept(String version) implements Keeping {}

  /** The object is gone, or another one has its name. */
  record Gone() implements Keeping {}

  /**
   * Somebody else stored another one, such as a leader before this one that wrote late.
   *
   * @param theirs what is stored now
   * @param version of the object
   */
  record Overtaken(Stored theirs, String version) implements Keeping {}

  /**
   * Not now.
   *
   * @param why one line
   */
  record Failed(String why) implements Keeping {}
}
