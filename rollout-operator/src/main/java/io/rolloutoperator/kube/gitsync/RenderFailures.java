package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.status.SyncFailure;

/** Names what kept a commit from being rendered. */
final class RenderFailures {

  private RenderFailures() {}

  static SyncFailure of(RenderResult.Failed failed) {
    return switch (failed.cause()) {
      case BUILD -> new SyncFailure.BuildFailed(failed.message());
      case DECRYPTION -> new SyncFailure.DecryptionFailed(failed.message());
    };
  }
}
