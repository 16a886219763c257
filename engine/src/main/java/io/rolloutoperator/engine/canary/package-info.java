@NullMarked
package io.rolloutoperator.engine.canary;

import org.jspecify.annotations.NullMarked;
