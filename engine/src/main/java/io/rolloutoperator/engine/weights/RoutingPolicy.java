package io.rolloutoperator.engine.weights;

import io.rolloutoperator.engine.replicas.ProgressThreshold;

/**
 * What the specification says about pods and traffic.
 *
 * @param dynamicStableScale stable has only the pods of its traffic
 * @param abortDelay whether the canary keeps its pods after an abort
 * @param threshold how many of the needed pods suffice
 */
public record RoutingPolicy(
    boolean dynamicStableScale, AbortDelay abortDelay, ProgressThreshold threshold) {}
