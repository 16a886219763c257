package io.rolloutoperator.traffic;

/** Whether the data plane has the weights. */
public sealed interface Verification {

  record Verified() implements Verification {}

  /**
   * Not yet, or not at all.
   *
   * @param reason which route waits for what; one line
   */
  record Pending(String reason) implements Verification {}
}
