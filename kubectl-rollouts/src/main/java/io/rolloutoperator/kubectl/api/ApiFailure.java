package io.rolloutoperator.kubectl.api;

import io.rolloutoperator.kubectl.cli.CommandFailure;

/** The API server's answer is a refusal. */
public final class ApiFailure extends CommandFailure {

  private static final long serialVersionUID = 1;

  private final int status;

  ApiFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The status code, 400 to 599. */
  public int status() {
    return status;
  }

  /** The credentials are wrong, or have expired. */
  public boolean unauthorized() {
    return status == 401;
  }

  public boolean notFound() {
    return status == 404;
  }

  public boolean forbidden() {
    return status == 403;
  }

  public boolean conflict() {
    return status == 409;
  }

  /** The wanted version of a list or watch is too old. */
  public boolean gone() {
    return status == 410;
  }
}
