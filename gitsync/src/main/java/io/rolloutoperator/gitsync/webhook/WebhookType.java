package io.rolloutoperator.gitsync.webhook;

import java.util.Arrays;
import java.util.Optional;

/** Who sends a webhook, which decides how a delivery is signed. */
public enum WebhookType {
  GITHUB("github"),
  GITLAB("gitlab"),
  GITEA("gitea"),
  GENERIC_HMAC("generic-hmac");

  private final String wireName;

  WebhookType(String wireName) {
    this.wireName = wireName;
  }

  /** As {@code spec.repo.webhook.type} has it. */
  public String wireName() {
    return wireName;
  }

  /** Finds a type by its name in a spec. */
  public static Optional<WebhookType> named(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
