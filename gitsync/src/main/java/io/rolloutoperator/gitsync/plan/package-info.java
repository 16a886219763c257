/**
 * From a commit and what is observed to what is written: order, ownership, drift, pruning,
 * quarantine. Pure.
 */
@NullMarked
package io.rolloutoperator.gitsync.plan;

import org.jspecify.annotations.NullMarked;
