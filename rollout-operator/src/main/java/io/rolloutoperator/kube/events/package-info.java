/** Kubernetes Events, written by a queue of their own. */
@NullMarked
package io.rolloutoperator.kube.events;

import org.jspecify.annotations.NullMarked;
