package io.rolloutoperator.engine.plan;

/**
 * Why the planner decided as it did or why it waits; goes to the log and to golden files.
 *
 * @param code stable word for searching, such as {@code waiting-for-pods}
 * @param text the sentence for a person
 */
public record Reason(String code, String text) {}
