package io.rolloutoperator.engine.weights;

/**
 * How the update stands.
 *
 * @param aborted the update was given up
 * @param promoteFull a person asked to skip everything that is left
 * @param atDesired the step's pods are there
 */
public record UpdateState(boolean aborted, boolean promoteFull, boolean atDesired) {}
