package io.rolloutoperator.gitsync.webhook;

/** A GitSync whose deliveries are taken. */
public record Hook(
    String namespace, String name, WebhookType type, WebhookToken token, WebhookPath path) {

  /** The hook of a GitSync, at the path that its token gives it. */
  public static Hook of(String namespace, String name, WebhookType type, WebhookToken token) {
    return new Hook(namespace, name, type, token, WebhookPath.of(token, namespace, name));
  }

  /** {@code GitSync shop/my-app}; nothing secret, unlike the path. */
  @Override
  public String toString() {
    return "GitSync " + namespace + "/" + name;
  }
}
