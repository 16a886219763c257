/**
 * A real Kubernetes control plane on this machine: one process for each role, certificates,
 * kubeconfigs, and plain JSON access to the API server.
 */
@NullMarked
package io.rolloutoperator.testkit.cluster;

import org.jspecify.annotations.NullMarked;
