/** Kubeconfig files: read, merged and resolved as kubectl does. */
@NullMarked
package io.rolloutoperator.kubectl.config;

import org.jspecify.annotations.NullMarked;
