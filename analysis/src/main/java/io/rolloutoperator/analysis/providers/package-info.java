/**
 * How metrics are measured: the interface of providers and what runs them. A provider sees resolved
 * arguments and answers with data; judging the data, hiding secrets and telling the time are done
 * once, in {@link io.rolloutoperator.analysis.providers.MeasurementTaker}.
 */
@NullMarked
package io.rolloutoperator.analysis.providers;

import org.jspecify.annotations.NullMarked;
