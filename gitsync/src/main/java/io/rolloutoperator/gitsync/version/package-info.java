/** Semantic versions and ranges of them. Pure. */
@NullMarked
package io.rolloutoperator.gitsync.version;

import org.jspecify.annotations.NullMarked;
