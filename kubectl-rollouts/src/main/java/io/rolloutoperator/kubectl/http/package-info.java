/** Requests to the API server: over TLS by this process, or by kubectl as a child. */
@NullMarked
package io.rolloutoperator.kubectl.http;

import org.jspecify.annotations.NullMarked;
