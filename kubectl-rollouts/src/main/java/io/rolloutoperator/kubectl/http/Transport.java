package io.rolloutoperator.kubectl.http;

import java.io.IOException;

/** Carries requests to the API server of one cluster. Usable from several threads. */
public interface Transport extends AutoCloseable {

  /**
   * Sends a request and waits for the head of its answer.
   *
   * @throws IOException if there is no answer
   */
  Exchange send(Request request) throws IOException;

  /** Ends all that is under way, so that the process can end at once. */
  @Override
  void close();
}
