package io.rolloutoperator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.webhook.WebhookType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The webhook that a GitSync asks for.
 *
 * @param secret name of the Secret with the token, in the GitSync's namespace
 */
record HookSpec(GitSyncKey gitSync, WebhookType type, String secret) {

  /** Reads {@code spec.repo.webhook}; nothing if there is none, or none that can be served. */
  static Optional<HookSpec> of(GitSyncKey gitSync, @Nullable JsonNode spec) {
    if (spec == null) {
      return Optional.empty();
    }
    JsonNode webhook = spec.path("repo").path("webhook");
    String secret = webhook.path("secretRef").path("name").asText("");
    return secret.isEmpty()
        ? Optional.empty()
        : WebhookType.named(webhook.path("type").asText(""))
            .map(type -> new HookSpec(gitSync, type, secret));
  }
}
