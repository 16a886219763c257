/** The controller's own metrics, with the names and labels dashboards of Argo Rollouts expect. */
@NullMarked
package io.rolloutoperator.kube.metrics;

import org.jspecify.annotations.NullMarked;
