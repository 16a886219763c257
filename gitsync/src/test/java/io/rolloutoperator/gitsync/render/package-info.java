/** Rendering. */
@NullMarked
package io.rolloutoperator.gitsync.render;

import org.jspecify.annotations.NullMarked;
