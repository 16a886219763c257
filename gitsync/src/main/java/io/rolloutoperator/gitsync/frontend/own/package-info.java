/** From the GitSync of a user to a unit of synchronisation. Pure. */
@NullMarked
package io.rolloutoperator.gitsync.frontend.own;

import org.jspecify.annotations.NullMarked;
