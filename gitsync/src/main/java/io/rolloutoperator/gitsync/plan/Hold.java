package io.rolloutoperator.gitsync.plan;

/**
 * What keeps a plan from going further.
 *
 * @param message one line for people
 */
public record Hold(SyncReason reason, String message) {}
