/** Metrics read from any JSON document over HTTP. */
@NullMarked
package io.rolloutoperator.analysis.providers.web;

import org.jspecify.annotations.NullMarked;
