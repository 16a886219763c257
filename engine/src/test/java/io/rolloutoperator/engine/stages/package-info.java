@NullMarked
package io.rolloutoperator.engine.stages;

import org.jspecify.annotations.NullMarked;
