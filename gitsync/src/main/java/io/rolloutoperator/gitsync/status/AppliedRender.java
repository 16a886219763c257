package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.plan.DesiredState;
import java.time.Instant;

/**
 * An apply that wrote something: an entry of the history.
 *
 * @param state with the digest of all objects
 * @param at when it was applied; the same until something is written again
 */
public record AppliedRender(DesiredState state, Instant at) {}
