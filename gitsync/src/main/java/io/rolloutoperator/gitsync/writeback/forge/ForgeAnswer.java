package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** What came of one request to an API. */
sealed interface ForgeAnswer {

  /**
   * The server answered.
   *
   * @param host that was asked, with its port unless it is the usual one
   * @param status HTTP status
   * @param body a missing node if it is not JSON
   * @param notBefore when the server wants to be asked again, if it said so
   */
  record Answered(String host, int status, JsonNode body, Optional<Instant> notBefore)
      implements ForgeAnswer {
    boolean isSuccess() {
      return status / 100 == 2 && !body.isMissingNode();
    }

    Answered notBefore(Instant time) {
      return new Answered(host, status, body, Optional.of(time));
    }
  }

  /**
   * There is no answer.
   *
   * @param message one line that names the host, without secrets
   */
  record Failed(String message) implements ForgeAnswer {}
}
