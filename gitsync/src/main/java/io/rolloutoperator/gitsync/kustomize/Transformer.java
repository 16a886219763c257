package io.rolloutoperator.gitsync.kustomize;

/** What one field of a kustomization does to the resources that are there already. */
@FunctionalInterface
interface Transformer {

  /**
   * Changes resources, or takes some away.
   *
   * @throws io.rolloutoperator.gitsync.manifest.BuildException if it cannot be done
   */
  void transform(ResourceList resources);
}
