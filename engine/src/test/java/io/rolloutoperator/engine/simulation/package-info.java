/** A world in memory in which the planner's plans take effect, for tests of whole updates. */
@NullMarked
package io.rolloutoperator.engine.simulation;

import org.jspecify.annotations.NullMarked;
