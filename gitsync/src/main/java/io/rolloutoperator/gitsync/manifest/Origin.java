package io.rolloutoperator.gitsync.manifest;

/**
 * Where an object is written.
 *
 * @param file path from the repository's root; a generated object names its kustomization
 * @param line of the object's first key, from 1
 */
public record Origin(String file, int line) {

  /** {@code deploy.yaml:12}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
