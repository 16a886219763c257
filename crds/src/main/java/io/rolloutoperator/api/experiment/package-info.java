/** Spec and status of the Experiment as immutable records. */
@NullMarked
package io.rolloutoperator.api.experiment;

import org.jspecify.annotations.NullMarked;
