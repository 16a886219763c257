/** The real kustomize, built once from its Go module. */
@NullMarked
package io.rolloutoperator.testkit.kustomize;

import org.jspecify.annotations.NullMarked;
