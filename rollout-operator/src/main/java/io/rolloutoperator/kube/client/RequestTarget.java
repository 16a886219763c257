package io.rolloutoperator.kube.client;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a request to the API server is about, read from its method and path.
 *
 * @param verb {@code List, Watch, Get, Create, Update, Patch, Delete} or {@code Unknown}
 * @param group API group, empty for the core and for other paths
 * @param resource plural resource with its subresource, {@code rollouts/status}; {@code Unknown}
 *     for other paths
 * @param namespace empty for cluster-wide requests
 * @param name empty if the request names no object
 */
public record RequestTarget(
    String verb, String group, String resource, String namespace, String name) {
  private static final String UNKNOWN = "Unknown";

  /** Reads a target; never fails. */
  public static RequestTarget of(String method, URI uri) {
    List<String> segments = segments(uri.getPath());
    List<String> path = afterVersion(segments);
    String namespace = "";
    if (path.size() > 2 && path.getFirst().equals("namespaces")) {
      namespace = path.get(1);
      path = path.subList(2, path.size());
    }
    if (path.isEmpty()) {
      return new RequestTarget(UNKNOWN, "", UNKNOWN, "", "");
    }
    String name = path.size() > 1 ? path.get(1) : "";
    String subresource = path.size() > 2 ? "/" + path.get(2) : "";
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    return new RequestTarget(
        verb(method, name, query), group(segments), path.getFirst() + subresource, namespace, name);
  }

  /** True if a request of this method can change an object. */
  public static boolean mutates(String method) {
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  private static String verb(String method, String name, String query) {
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "GET" -> {
        if (("&" + query).contains("&watch=true")) {
          yield "Watch";
        }
        yield name.isEmpty() ? "List" : "Get";
      }
      case "POST" -> "Create";
      case "PUT" -> "Update";
      case "PATCH" -> "Patch";
      case "DELETE" -> "Delete";
      default -> UNKNOWN;
    };
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
  }

  /**
   * The segments behind {@code /api/v1} or {@code /apis/group/version}, wherever a gateway put
   * them.
   */
  private static List<String> afterVersion(List<String> segments) {
    for (int i = 0; i < segments.size(); i++) {
      int skip =
          switch (segments.get(i)) {
            case "api" -> 2;
            case "apis" -> 3;
            default -> 0;
          };
      if (skip > 0) {
        return segments.subList(Math.min(i + skip, segments.size()), segments.size());
      }
    }
    return List.of();
  }

  private static String group(List<String> segments) {
    int apis = segments.indexOf("apis");
    return apis >= 0 && !segments.subList(0, apis).contains("api") && apis + 1 < segments.size()
        ? segments.get(apis + 1)
        : "";
  }
}
