/** The two fences: never write without the lease, never decide behind our own last write. */
@NullMarked
package io.rolloutoperator.kube.fence;

import org.jspecify.annotations.NullMarked;
