package io.rolloutoperator.analysis.providers.http;

/** What came of a request. */
public sealed interface HttpAnswer {

  /**
   * The server answered.
   *
   * @param status HTTP status; never a redirect
   * @param body decoded as UTF-8, at most 1 MiB
   */
  record Answered(int status, String body) implements HttpAnswer {
    public boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /**
   * There is no answer to use.
   *
   * @param reason one line that names the host and no credentials
   */
  record Failed(String reason) implements HttpAnswer {}
}
