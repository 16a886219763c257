@NullMarked
package io.rolloutoperator.engine;

import org.jspecify.annotations.NullMarked;
