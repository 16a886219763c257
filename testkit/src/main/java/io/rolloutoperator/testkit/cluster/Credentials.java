package io.rolloutoperator.testkit.cluster;

import java.nio.file.Path;

/** Who a client of the API server is. */
public sealed interface Credentials {

  /** A client certificate: the user is its common name, the groups are its organizations. */
  record Certificate(Path certificate, Path key) implements Credentials {}

  /** A bearer token, as ServiceAccounts have. */
  record Token(String value) implements Credentials {}
}
