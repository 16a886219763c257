package io.rolloutoperator.app;

/** A flag has a value that cannot be meant, whatever the surroundings of the process are. */
final class WrongUsageException extends StartupException {
  WrongUsageException(String message) {
    super(message);
  }
}
