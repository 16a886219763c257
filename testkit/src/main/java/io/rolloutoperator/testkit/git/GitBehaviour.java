package io.rolloutoperator.testkit.git;

import java.io.InputStream;
import java.util.function.Supplier;

/** How a server treats its next requests. */
public sealed interface GitBehaviour {

  /** As it should. */
  record Normal() implements GitBehaviour {}

  /** Answers every request with a status, 401 or 500 for example. */
  record Status(int code) implements GitBehaviour {}

  /**
   * Sends clients elsewhere.
   *
   * @param location value of the header; {@code {n}} becomes a number that grows
   */
  record Redirect(String location) implements GitBehaviour {}

  /** Sends one client elsewhere, and then behaves. */
  record RedirectOnce(String location) implements GitBehaviour {}

  /**
   * Waits before each piece of an answer.
   *
   * @param millis per 8 KiB
   */
  record Slow(int millis) implements GitBehaviour {}

  /** Stops for ever, until the server is closed. */
  record Stalled(Phase phase) implements GitBehaviour {}

  /** Sends these bytes in place of a pack; protocol version 2 only. */
  record Pack(Supplier<InputStream> bytes) implements GitBehaviour {}

  /** Sends these bytes as text for people, and no pack; protocol version 2 only. */
  record Talk(Supplier<InputStream> bytes) implements GitBehaviour {}

  /** Sends these bytes in place of the list of refs, with protocol version 0. */
  record Refs(Supplier<InputStream> bytes) implements GitBehaviour {}

  /** Part of a fetch. */
  enum Phase {
    /** Before the first byte of the first answer. */
    CAPABILITIES,
    /** In the middle of the list of refs. */
    REFS,
    /** Before the answer that brings the pack. */
    NEGOTIATION,
    /** In the middle of the pack. */
    PACK,
    /** While a push is taken in. */
    PUSH
  }
}
