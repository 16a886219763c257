@NullMarked
package io.rolloutoperator.engine.plan;

import org.jspecify.annotations.NullMarked;
