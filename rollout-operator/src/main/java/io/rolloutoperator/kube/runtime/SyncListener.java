package io.rolloutoperator.kube.runtime;

import com.fasterxml.jackson.databind.JsonNode;

/** Is shown GitSyncs as passes leave them. Returns at once and never throws. */
public interface SyncListener {

  /** Looks away. */
  SyncListener NONE =
      new SyncListener() {
        @Override
        public void left(JsonNode gitSync) {}

        @Override
        public void gone(String uid) {}
      };

  /**
   * A pass ended.
   *
   * @param gitSync as it is stored now
   */
  void left(JsonNode gitSync);

  /** It was deleted. */
  void gone(String uid);
}
