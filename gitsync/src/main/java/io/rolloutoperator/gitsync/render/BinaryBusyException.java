package io.rolloutoperator.gitsync.render;

/** The kustomize binary works for others: nothing is known of the folder yet, ask again soon. */
public final class BinaryBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BinaryBusyException() {
    super("the kustomize binary is busy with other folders");
  }
}
