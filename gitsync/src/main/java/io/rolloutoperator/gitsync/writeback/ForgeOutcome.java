package io.rolloutoperator.gitsync.writeback;

import java.time.Instant;
import java.util.Optional;

/** What became of a request to merge. */
public sealed interface ForgeOutcome {

  /**
   * There is one.
   *
   * @param url of its page
   */
  record Open(String url) implements ForgeOutcome {}

  /**
   * There is none.
   *
   * @param message one line for people that names the host, without secrets
   * @param notBefore when the forge wants to be asked again, if it said so
   */
  record Failed(String message, Optional<Instant> notBefore) implements ForgeOutcome {}
}
