/** The stages of a pass before the strategy, in the order in which they are asked. */
@NullMarked
package io.rolloutoperator.engine.stages;

import org.jspecify.annotations.NullMarked;
