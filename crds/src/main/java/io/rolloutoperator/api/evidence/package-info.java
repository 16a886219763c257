/** What analyses measured of the two versions of a release, read from raw objects. Pure. */
@NullMarked
package io.rolloutoperator.api.evidence;

import org.jspecify.annotations.NullMarked;
