@NullMarked
package io.rolloutoperator.engine.snapshot;

import org.jspecify.annotations.NullMarked;
