/**
 * The webhook receiver's side towards the API server: which GitSyncs have a webhook, their tokens,
 * and the one annotation that an accepted delivery sets. It runs in a process of its own, apart
 * from the controller and with fewer rights.
 */
@NullMarked
package io.rolloutoperator.webhook;

import org.jspecify.annotations.NullMarked;
