@NullMarked
package io.rolloutoperator.analysis.expression;

import org.jspecify.annotations.NullMarked;
