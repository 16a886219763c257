package io.rolloutoperator.kubectl.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.config.Access;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The one place where answers and broken connections become sentences. Pure. */
final class Refusals {

  private final Access access;

  Refusals(Access access) {
    this.access = access;
  }

  /**
   * A refused request.
   *
   * @param body the answer's, a Status or anything
   */
  ApiFailure of(Kind kind, int status, JsonNode body) {
    String message = body.path("message").asText("");
    boolean ofAnObject = body.path("details").path("name").isTextual();
    if (status == 401) {
      return new ApiFailure(status, credentials());
    }
    if (status == 404 && !ofAnObject) {
      return new ApiFailure(status, missingKind(kind));
    }
    if (message.isEmpty()) {
      return new ApiFailure(status, "%s answered %d".formatted(access.server(), status));
    }
    return new ApiFailure(status, oneLine(message));
  }

  private String credentials() {
    String of = access.context().isEmpty() ? "" : " of context \"%s\"".formatted(access.context());
    return "%s does not accept the credentials%s: they are wrong or expired, log in again"
        .formatted(access.server(), of);
  }

  private String missingKind(Kind kind) {
    String named = "the server %s does not know %s".formatted(access.server(), kind.resource());
    return kind.group().endsWith(".io")
        ? named + ": install the CRDs of Rollout Operator first"
        : named;
  }

  /** No answer at all. */
  String unreachable(IOException e) {
    return "no answer from %s: %s".formatted(access.server(), reason(e));
  }

  private static String reason(IOException e) {
    return switch (e) {
      case ConnectException _ -> "connection refused; is this the right cluster, and is it up?";
      case UnknownHostException _ -> "no such host; is this the right cluster?";
      case NoRouteToHostException _ -> "no route to it";
      case SocketTimeoutException _ -> "it did not answer in time (--request-timeout)";
      case SSLException tls -> tls(tls);
      case JsonProcessingException _ -> "its answer is no JSON; is it a Kubernetes API server?";
      default -> oneLine(String.valueOf(e.getMessage()));
    };
  }

  private static String tls(SSLException e) {
    if (has(e, CertificateExpiredException.class)) {
      return "its certificate has expired";
    }
    String message = oneLine(String.valueOf(deepest(e).getMessage()));
    if (message.contains("certification path") || message.contains("trust anchor")) {
      return "its certificate is not signed by the authority of the kubeconfig";
    }
    // What says it all by itself is the text of ServerName.
    return message.startsWith("its certificate ") ? message : "TLS: " + message;
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    return type.isInstance(e)
        || Optional.ofNullable(e.getCause()).map(cause -> has(cause, type)).orElse(false);
  }

  private static Throwable deepest(Throwable e) {
    @Nullable Throwable cause = e.getCause();
    return cause == null ? e : deepest(cause);
  }

  static String oneLine(String text) {
    return String.join(" ", text.strip().lines().map(String::strip).toList());
  }
}
