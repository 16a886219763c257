/** Kustomizations, compared with what the real kustomize makes of them. */
@NullMarked
package io.rolloutoperator.gitsync.kustomize;

import org.jspecify.annotations.NullMarked;
