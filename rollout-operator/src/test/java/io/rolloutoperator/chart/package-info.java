/** The Helm chart, by the real Helm. */
@NullMarked
package io.rolloutoperator.chart;

import org.jspecify.annotations.NullMarked;
