/** Keys that commits are signed with, and their signatures. */
@NullMarked
package io.rolloutoperator.gitsync.signing;

import org.jspecify.annotations.NullMarked;
