@NullMarked
package io.rolloutoperator.analysis.providers;

import org.jspecify.annotations.NullMarked;
