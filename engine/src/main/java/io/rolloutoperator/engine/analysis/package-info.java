/** How the engine asks for AnalysisRuns. */
@NullMarked
package io.rolloutoperator.engine.analysis;

import org.jspecify.annotations.NullMarked;
