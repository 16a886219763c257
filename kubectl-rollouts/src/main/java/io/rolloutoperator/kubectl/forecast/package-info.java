/**
 * What an update would do: the controller's own planner, run in a world of values in which every
 * pod starts, every analysis succeeds and every person says yes.
 */
@NullMarked
package io.rolloutoperator.kubectl.forecast;

import org.jspecify.annotations.NullMarked;
