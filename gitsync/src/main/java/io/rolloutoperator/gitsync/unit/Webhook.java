package io.rolloutoperator.gitsync.unit;

/**
 * How the server of a repository tells about new commits.
 *
 * @param type {@code github}, {@code gitlab}, {@code gitea} or {@code generic-hmac}
 * @param secret name of the Secret with key {@code token}, in the unit's namespace
 */
public record Webhook(String type, String secret) {}
