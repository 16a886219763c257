/** The Rollout's spec and status as immutable records, component names as on the wire. */
@NullMarked
package io.rolloutoperator.api.rollout;

import org.jspecify.annotations.NullMarked;
