@NullMarked
package io.rolloutoperator.analysis.core;

import org.jspecify.annotations.NullMarked;
