/**
 * The only way out: every request of a provider goes through {@link
 * io.rolloutoperator.analysis.providers.http.HttpGateway}, which bounds its time and answer and
 * asks an {@link io.rolloutoperator.analysis.providers.http.EgressPolicy} about every address.
 */
@NullMarked
package io.rolloutoperator.analysis.providers.http;

import org.jspecify.annotations.NullMarked;
