@NullMarked
package io.rolloutoperator.analysis.providers.prometheus;

import org.jspecify.annotations.NullMarked;
