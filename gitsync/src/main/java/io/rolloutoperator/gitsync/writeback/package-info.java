/**
 * What is written back into Git: undoing an aborted release. Planners, messages and budgets are
 * pure; {@link io.rolloutoperator.gitsync.writeback.RevertWriter} acts.
 */
@NullMarked
package io.rolloutoperator.gitsync.writeback;

import org.jspecify.annotations.NullMarked;
