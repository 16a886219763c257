package io.rolloutoperator.engine.validation;

/** Two roles of a strategy are played by one Service. */
final class SameService {

  private SameService() {}

  /**
   * The error.
   *
   * @param roles such as {@code stable and canary}
   */
  static SpecError error(String path, String service, String roles) {
    return new SpecError.Invalid(
        path,
        ShownValue.of(service),
        "This rollout uses the same service for the %s services, but two different services are required."
            .formatted(roles));
  }
}
