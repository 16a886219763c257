/**
 * Which notifications are due, which were sent, and which is next. Pure: the outbox is a value that
 * its owner stores with the Rollout, so that a restart forgets nothing and repeats nothing.
 */
@NullMarked
package io.rolloutoperator.notify.outbox;

import org.jspecify.annotations.NullMarked;
