/** Metrics of Prometheus and everything that speaks its HTTP API. */
@NullMarked
package io.rolloutoperator.analysis.providers.prometheus;

import org.jspecify.annotations.NullMarked;
