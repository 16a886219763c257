@NullMarked
package io.rolloutoperator.traffic;

import org.jspecify.annotations.NullMarked;
