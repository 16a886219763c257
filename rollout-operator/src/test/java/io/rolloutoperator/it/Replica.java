package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.OperatorCommand;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.OperatorProcess;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One of several operators that stand for the same lease. Each has the rights of the shipped
 * manifest as an account of its own, so that the audit log tells them apart.
 *
 * @param user as the audit log names it
 */
record Replica(TestNamespace namespace, OperatorProcess process, URI readyz, String user) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * What is particular about a replica.
   *
   * @param way to the API server, in place of its kubeconfig's
   */
  record Settings(UnaryOperator<Path> way, Map<String, String> environment, List<String> flags) {
    static final Settings USUAL = new Settings(UnaryOperator.identity(), Map.of(), List.of());

    static Settings by(UnaryOperator<Path> way) {
      return new Settings(way, Map.of(), List.of());
    }

    static Settings in(Map<String, String> environment) {
      return new Settings(UnaryOperator.identity(), environment, List.of());
    }

    static Settings with(String... flags) {
      return new Settings(UnaryOperator.identity(), Map.of(), List.of(flags));
    }
  }

  /**
   * Starts one and waits until it leads or waits for the lease.
   *
   * @param name of its account's own
   */
  static Replica start(TestNamespace namespace, String name, Settings settings) {
    OperatorIdentity identity = namespace.identity(account(name));
    int port = FreePort.next();
    URI readyz = URI.create("http://127.0.0.1:" + port + "/readyz");
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--kubeconfig=" + settings.way().apply(identity.kubeconfig()),
                "--namespace=" + namespace.name(),
                "--namespaced",
                "--gitsync=false",
                "--healthzPort=" + port,
                "--metricsPort=" + FreePort.next()));
    flags.addAll(settings.flags());
    OperatorCommand command =
        PackagedOperator.command(readyz, "96m", flags).withEnvironment(settings.environment());
    return new Replica(namespace, namespace.start(command), readyz, identity.user());
  }

  /** The shipped manifest, with another account in the place of its own. */
  private static String account(String name) {
    List<ObjectNode> objects = Json.yaml(ShippedOperator.manifest());
    for (ObjectNode object : objects) {
      String kind = object.path("kind").asText();
      if (kind.equals("ServiceAccount") || kind.endsWith("Binding")) {
        rename(object.withObject("/metadata"), name);
      }
      for (JsonNode subject : object.path("subjects")) {
        rename((ObjectNode) subject, name);
      }
    }
    return objects.stream().map(Json::write).collect(Collectors.joining("\n---\n"));
  }

  private static void rename(ObjectNode named, String suffix) {
    named.put("name", named.path("name").asText() + "-" + suffix);
  }

  /** Waits until it holds the lease and works. */
  Replica awaitLeading() {
    namespace.await(user + " leads", this::leads);
    return this;
  }

  boolean leads() {
    return answer().equals("ready: leading\n");
  }

  /** Waits until it waits for the lease. */
  Replica awaitWaiting() {
    namespace.await(user + " waits", this::waits);
    return this;
  }

  boolean waits() {
    return answer().startsWith("ready: standby");
  }

  private String answer() {
    try {
      return HTTP.send(HttpRequest.newBuilder(readyz).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
