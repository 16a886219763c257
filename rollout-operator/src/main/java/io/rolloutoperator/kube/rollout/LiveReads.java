package io.rolloutoperator.kube.rollout;

/**
 * What a snapshot asks of the API server itself instead of a cache.
 *
 * @param routes in every pass
 * @param restarts while one is due
 */
record LiveReads(RouteReader routes, RestartReader restarts) {}
