/**
 * Figures of the running operator on a real control plane. Nothing here passes or fails by time: it
 * prints what it measured.
 */
@NullMarked
package io.rolloutoperator.benchmarks;

import org.jspecify.annotations.NullMarked;
