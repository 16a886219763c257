/**
 * Kustomizations as kustomize 5 renders them: the same objects, order and hashes. Pure, where no
 * kustomize binary is given.
 *
 * <p>A folder is accumulated as a list of resources; each field of its kustomization file is one
 * {@link io.rolloutoperator.gitsync.kustomize.Transformer} or generator on that list. Facts come
 * from kustomize 5.8.1, whose own output is kept beside the tests.
 */
@NullMarked
package io.rolloutoperator.gitsync.kustomize;

import org.jspecify.annotations.NullMarked;
