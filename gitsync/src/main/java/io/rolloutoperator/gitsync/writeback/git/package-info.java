/** Commits of the write-back on their way to the remote. */
@NullMarked
package io.rolloutoperator.gitsync.writeback.git;

import org.jspecify.annotations.NullMarked;
