@NullMarked
package io.rolloutoperator.analysis;

import org.jspecify.annotations.NullMarked;
