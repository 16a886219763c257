/** What the strategies have in common for everybody who must not know which there are. */
@NullMarked
package io.rolloutoperator.engine.strategy;

import org.jspecify.annotations.NullMarked;
