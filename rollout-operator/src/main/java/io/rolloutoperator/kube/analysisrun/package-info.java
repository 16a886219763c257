/** Passes of AnalysisRuns, and the measurements that they ask for. */
@NullMarked
package io.rolloutoperator.kube.analysisrun;

import org.jspecify.annotations.NullMarked;
