package io.rolloutoperator.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the API server refused, or why there was no answer, in one line for a person. */
final class ApiFailure {

  private ApiFailure() {}

  static String line(KubernetesClientException e, String server) {
    if (e.getCode() <= 0) {
      return "no answer from the API server at %s: %s".formatted(server, cause(e));
    }
    return e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
        ? "the API server at %s does not accept this kubeconfig's user".formatted(server)
        : first(e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage());
  }

  private static String cause(Throwable e) {
    List<Throwable> causes = Stream.iterate(e, Objects::nonNull, Throwable::getCause).toList();
    for (Throwable cause : causes.reversed()) {
      switch (cause) {
        case UnknownHostException _, UnresolvedAddressException _ -> {
          return "its name is unknown";
        }
        case HttpTimeoutException _ -> {
          return "it took too long";
        }
        case SSLException _ -> {
          return first(cause.getMessage());
        }
        case ConnectException _ -> {
          return "no connection, check that the cluster runs";
        }
        default -> {}
      }
    }
    return first(causes.getLast().getMessage());
  }

  private static String first(@Nullable String text) {
    return Objects.requireNonNullElse(text, "unknown").lines().findFirst().orElse("unknown");
  }
}
