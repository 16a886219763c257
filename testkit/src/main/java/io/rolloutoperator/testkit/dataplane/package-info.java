/**
 * What stands around a rollout in production: the proxy that splits users' requests, and the
 * Prometheus that is asked about them. Both are the real programs, started inside the cluster's
 * network namespace.
 */
@NullMarked
package io.rolloutoperator.testkit.dataplane;

import org.jspecify.annotations.NullMarked;
