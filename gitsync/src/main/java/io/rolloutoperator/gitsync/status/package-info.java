/**
 * The status of a GitSync: what a pass knows goes in as values, and one class makes the status of
 * it. Pure.
 */
@NullMarked
package io.rolloutoperator.gitsync.status;

import org.jspecify.annotations.NullMarked;
