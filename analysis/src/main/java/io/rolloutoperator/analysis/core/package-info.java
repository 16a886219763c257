/**
 * What an AnalysisRun does next, decided purely: no client, no clock, no thread. Time, answers of
 * providers and Secrets come in as values; {@link io.rolloutoperator.analysis.core.AnalysisPlanner}
 * is the entry.
 */
@NullMarked
package io.rolloutoperator.analysis.core;

import org.jspecify.annotations.NullMarked;
