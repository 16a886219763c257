package io.rolloutoperator.gitsync.source.remote;

/** A Secret lacks what is needed. The message names the Secret and the key, never a value. */
public final class CredentialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CredentialException(String secret, String problem) {
    super("Secret " + secret + ": " + problem);
  }
}
