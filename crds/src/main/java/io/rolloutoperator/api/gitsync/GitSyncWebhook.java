package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** How the server of a repository tells about new commits. */
public record GitSyncWebhook(
    @Field(
            value = "Whose requests they are.",
            required = true,
            oneOf = {"github", "gitlab", "gitea", "generic-hmac"})
        String type,
    @Field(value = "Secret of the requests, key token.", required = true) SecretName secretRef) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncWebhook {
    type = Absent.text(type);
    secretRef = Absent.orElse(secretRef, new SecretName(""));
  }
}
