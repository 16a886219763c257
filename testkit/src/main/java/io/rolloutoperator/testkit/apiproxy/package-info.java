/** A proxy before the API server that cuts, delays, refuses and counts requests. */
@NullMarked
package io.rolloutoperator.testkit.apiproxy;

import org.jspecify.annotations.NullMarked;
