package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;

/** Only the kustomize binary can render this; who has one goes on with it. */
final class BinaryNeededException extends BuildException {
  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * For those who have none.
   *
   * @param what it is for, and where: {@code kustomization.yaml: "vars"}
   */
  BinaryNeededException(String what) {
    super(what + " needs the kustomize binary, which is not configured");
    this.what = what;
  }

  String what() {
    return what;
  }
}
