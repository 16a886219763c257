/** Git: fetching, and the files of one commit. */
@NullMarked
package io.rolloutoperator.gitsync.source;

import org.jspecify.annotations.NullMarked;
