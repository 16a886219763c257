package io.rolloutoperator.kubectl.forecast;

/** Which revision the pods of the spec belong to. */
public sealed interface Revision {

  /** Number of the revision, from 1. */
  long number();

  /** There was none with these pods. */
  record New(long number) implements Revision {}

  /** The pods stay as they are, those of the last update. */
  record Same(long number) implements Revision {}

  /**
   * There was one with these pods, which comes back.
   *
   * @param former its number until now
   * @param stable whether it is the one that serves
   */
  record Back(long number, long former, boolean stable) implements Revision {}
}
