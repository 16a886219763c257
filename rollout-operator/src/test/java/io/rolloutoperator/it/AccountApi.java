package io.rolloutoperator.it;

import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Credentials;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The API server as an account may use it. */
final class AccountApi {
  private AccountApi() {}

  /** Opens a client with the account's own rights. */
  static Api open(TestNamespace namespace, OperatorIdentity identity) {
    ControlPlane plane = namespace.cluster().controlPlane();
    try {
      String token =
          Json.yaml(Files.readString(identity.kubeconfig())).getFirst().findValue("token").asText();
      return Api.connect(
          plane.server(), plane.files().authority(), new Credentials.Token(token), "test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
