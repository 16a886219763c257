package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kube.runtime.SyncListener;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.GitSyncAlerts;
import io.rolloutoperator.notify.defaults.Receivers;
import io.rolloutoperator.notify.message.SyncState;
import io.rolloutoperator.notify.outbox.NotifiedState;
import io.rolloutoperator.notify.outbox.OutboxText;
import java.util.Map;
import java.util.Optional;

/** Tells people that a GitSync fails, and that it is well again. */
final class SyncNotifications implements SyncListener {

  private final Lanes lanes;
  private final LaneParts parts;
  private final Configuration configuration;

  /**
   * Makes no request.
   *
   * @param ofRollouts the parts of the lanes of Rollouts, which GitSyncs share but for the
   *     configuration
   */
  SyncNotifications(Lanes lanes, LaneParts ofRollouts, Receivers receivers) {
    this.lanes = lanes;
    this.configuration =
        new Configuration(
            ConfigReader.read(GitSyncAlerts.of(receivers), Map.of()),
            NotificationConfig.NONE,
            NotificationConfig.NONE);
    this.parts = ofRollouts.with((_, _) -> Optional.of(configuration));
  }

  @Override
  public void left(JsonNode gitSync) {
    if (configuration.subscribesAll() && concerns(gitSync)) {
      lanes.look(parts, GitSyncSighting.of(gitSync));
    }
  }

  /** One that is well, and of which nothing was told, needs no lane. */
  private boolean concerns(JsonNode gitSync) {
    return !SyncState.of(gitSync, "").ready().equals("True")
        || lanes.of(gitSync.at("/metadata/uid").asText()).isPresent()
        || gitSync.at("/metadata/annotations").has(OutboxText.ANNOTATION)
        || gitSync.at("/metadata/annotations").has(NotifiedState.ANNOTATION);
  }

  @Override
  public void gone(String uid) {
    lanes.forget(uid);
  }
}
