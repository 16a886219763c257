/**
 * Notifications of Rollouts: what module notify decides and sends, stored with the Rollout, so that
 * each arrives though a process ends.
 */
@NullMarked
package io.rolloutoperator.kube.notify;

import org.jspecify.annotations.NullMarked;
