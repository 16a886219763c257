package io.rolloutoperator.kubectl.dashboard;

/**
 * Where a request goes.
 *
 * @param isPublic whether it is answered to whoever reaches this server: files without any data
 */
record Route(boolean isPublic, boolean posts, Endpoint endpoint) {

  static Route file(Endpoint endpoint) {
    return new Route(true, false, endpoint);
  }

  static Route read(Endpoint endpoint) {
    return new Route(false, false, endpoint);
  }

  static Route change(Endpoint endpoint) {
    return new Route(false, true, endpoint);
  }
}
