package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import java.time.Instant;

/**
 * A status that waits to be written.
 *
 * @param stored status that it was made of
 * @param status that is to be written
 * @param due when, at the latest
 */
record UnwrittenStatus(JsonNode stored, GitSyncStatus status, Instant due) {}
