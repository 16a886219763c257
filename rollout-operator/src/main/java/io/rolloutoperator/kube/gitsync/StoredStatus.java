package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.gitsync.GitSyncStatus;

/** Reads the stored status of a GitSync. */
final class StoredStatus {

  private StoredStatus() {}

  /**
   * The status of an object.
   *
   * @throws UnansweredException if it cannot be read: what the unit has in the cluster is not known
   *     then
   */
  static GitSyncStatus read(JsonNode object) {
    return decode(object.path("status"));
  }

  /**
   * A status by itself; empty if there is none.
   *
   * @throws UnansweredException if it cannot be read
   */
  static GitSyncStatus decode(JsonNode status) {
    if (status.isMissingNode() || status.isNull()) {
      return GitSyncStatus.EMPTY;
    }
    return switch (Decoder.decode(status, GitSyncStatus.class, "status")) {
      case Decoded.Valid<GitSyncStatus>(GitSyncStatus valid) -> valid;
      case Decoded.Malformed<GitSyncStatus> malformed ->
          throw new UnansweredException(malformed.message());
    };
  }
}
