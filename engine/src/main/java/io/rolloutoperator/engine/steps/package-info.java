@NullMarked
package io.rolloutoperator.engine.steps;

import org.jspecify.annotations.NullMarked;
