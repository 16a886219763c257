/**
 * Specs and status of AnalysisTemplate, ClusterAnalysisTemplate and AnalysisRun as immutable
 * records.
 */
@NullMarked
package io.rolloutoperator.api.analysis;

import org.jspecify.annotations.NullMarked;
