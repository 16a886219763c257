package io.rolloutoperator.webhook;

import io.rolloutoperator.gitsync.webhook.WebhookToken;

/** Reads the token of a webhook at the moment it is asked. */
@FunctionalInterface
interface TokenReader {

  /** What came of a reading. */
  sealed interface Lookup {
    record Found(WebhookToken token) implements Lookup {}

    /**
     * There is none, or it may not be read.
     *
     * @param why one line with the Secret's name, without anything that is in it
     */
    record Missing(String why) implements Lookup {}

    /**
     * Nobody knows at the moment.
     *
     * @param why one line
     */
    record Unknown(String why) implements Lookup {}
  }

  /** Reads key {@code token} of a Secret. */
  Lookup read(String namespace, String secret);
}
