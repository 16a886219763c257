/** Trees for tests. */
@NullMarked
package io.rolloutoperator.gitsync.source;

import org.jspecify.annotations.NullMarked;
