@NullMarked
package io.rolloutoperator;

import org.jspecify.annotations.NullMarked;
