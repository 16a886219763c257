/** Experiments, as far as this version goes: nothing works on them, but the metrics tell them. */
@NullMarked
package io.rolloutoperator.kube.experiment;

import org.jspecify.annotations.NullMarked;
