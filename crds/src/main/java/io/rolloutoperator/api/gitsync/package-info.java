/** Spec and status of the GitSync as immutable records. */
@NullMarked
package io.rolloutoperator.api.gitsync;

import org.jspecify.annotations.NullMarked;
