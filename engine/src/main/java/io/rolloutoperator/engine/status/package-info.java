@NullMarked
package io.rolloutoperator.engine.status;

import org.jspecify.annotations.NullMarked;
