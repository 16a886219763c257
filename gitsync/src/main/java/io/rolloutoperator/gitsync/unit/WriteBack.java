package io.rolloutoperator.gitsync.unit;

/**
 * How commits get into the repository.
 *
 * @param secret name of the Secret with the credential, in the unit's namespace
 * @param provider {@code github}, {@code gitlab}, {@code gitea} or {@code generic}
 * @param apiUrl of the forge; empty: derived from the repository's URL
 * @param maxCommitsPerHour at least 1
 */
public record WriteBack(
    String secret,
    String provider,
    String apiUrl,
    String authorName,
    String authorEmail,
    int maxCommitsPerHour) {}
