package io.rolloutoperator.gitsync.manifest;

/** An encrypted file or object stays encrypted, so that nothing of its commit may be applied. */
public final class DecryptionException extends BuildException {
  private static final long serialVersionUID = 1L;

  public DecryptionException(String message) {
    super(message);
  }
}
