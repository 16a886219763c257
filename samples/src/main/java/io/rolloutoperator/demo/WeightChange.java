package io.rolloutoperator.demo;

import java.time.Instant;

/**
 * The route's canary weight changed.
 *
 * @param seen when it was seen here, by watch
 * @param weight per cent for the new version
 */
record WeightChange(Instant seen, int weight) {}
