package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import java.time.Duration;
import java.util.Optional;

/**
 * A repository on a server.
 *
 * @param timeout of one operation
 */
public record GitRemote(
    RepositoryUrl url, GitCredentials credentials, Optional<GitProxy> proxy, Duration timeout) {}
