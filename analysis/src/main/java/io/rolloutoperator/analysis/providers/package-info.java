/** How metrics are measured: the interface of providers, and what all of them share. */
@NullMarked
package io.rolloutoperator.analysis.providers;

import org.jspecify.annotations.NullMarked;
