package io.rolloutoperator.kubectl.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One object of the API; the namespace counts only for namespaced kinds. */
public record ObjectRef(Kind kind, String namespace, String name) {

  String path() {
    return kind.path(namespace) + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
