/**
 * Which weight the canary gets at the routes: a table of situations, first match wins, and guards
 * behind it that neither send traffic to pods that are missing nor leave it without need at pods
 * that are gone. Pure and exact: integers only.
 */
@NullMarked
package io.rolloutoperator.engine.weights;

import org.jspecify.annotations.NullMarked;
