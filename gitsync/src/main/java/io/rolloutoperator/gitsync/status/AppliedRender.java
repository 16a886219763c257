package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.source.Revision;
import java.time.Instant;

/**
 * An apply that wrote something: an entry of the history.
 *
 * @param digest of all objects, keyed for this installation so that nobody can guess a Secret by it
 * @param at when it was applied; the same until something is written again
 */
public record AppliedRender(Revision revision, String digest, Instant at) {}
