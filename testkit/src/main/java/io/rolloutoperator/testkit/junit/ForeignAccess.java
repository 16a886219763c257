package io.rolloutoperator.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What the tests do in a foreign cluster with its administrator's rights. */
record ForeignAccess(ForeignCluster cluster, Api api) {

  static ForeignAccess to(ForeignCluster cluster) {
    return new ForeignAccess(cluster, Api.connect(cluster.kubeconfig(), "testkit"));
  }

  /** Takes over definitions that are there from an earlier run. */
  void define(String folder) {
    Resources resources = new Resources(api);
    for (ObjectNode definition : CustomResourceDefinitions.documents(folder)) {
      String name = definition.path("metadata").path("name").asText();
      resources.apply(definition, "").orThrow("CustomResourceDefinition " + name);
    }
  }

  /** Writes the kubeconfig of a ServiceAccount that exists; its token is valid for a day. */
  Path accountKubeconfig(String namespace, String name) {
    try {
      ObjectNode config = Json.yaml(Files.readString(cluster.kubeconfig())).getFirst();
      for (JsonNode user : config.path("users")) {
        ((ObjectNode) user).putObject("user").put("token", token(namespace, name));
      }
      Path file =
          Files.createTempFile(
              name,
              ".kubeconfig",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      file.toFile().deleteOnExit();
      return Files.writeString(file, Json.write(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String token(String namespace, String name) throws IOException {
    String path = "/api/v1/namespaces/" + namespace + "/serviceaccounts/" + name + "/token";
    return api.post(path, Json.yaml("spec: {expirationSeconds: 86400}").getFirst())
        .orThrow("token of ServiceAccount " + namespace + "/" + name)
        .at("/status/token")
        .asText();
  }
}
