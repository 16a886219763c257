/** Passes of Rollouts: read, plan, execute, project, write. */
@NullMarked
package io.rolloutoperator.kube.rollout;

import org.jspecify.annotations.NullMarked;
