package io.rolloutoperator.gitsync.source.remote;

/** A Secret lacks what is needed. The message names the Secret and the key, never a value. */
public final class CredentialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the Secret.
   *
   * @param secret {@code namespace/name}
   * @param problem what is wrong with which key
   */
  public CredentialException(String secret, String problem) {
    super("Secret " + secret + ": " + problem);
  }
}
