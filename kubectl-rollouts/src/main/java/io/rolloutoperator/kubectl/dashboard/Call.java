package io.rolloutoperator.kubectl.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a request.
 *
 * @param absolute whether a whole address was asked for, as of a proxy
 * @param path as sent, with its percent signs
 * @param query as sent; "" for none
 * @param fields of the head, by names in lower case
 */
record Call(
    String method, boolean absolute, String path, String query, Map<String, List<String>> fields) {

  Call {
    fields = Map.copyOf(fields);
  }

  boolean isPost() {
    return method.equals("POST");
  }

  /** A field that stands exactly once. */
  Optional<String> field(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** A cookie. */
  Optional<String> cookie(String name) {
    return fields.getOrDefault("cookie", List.of()).stream()
        .flatMap(value -> List.of(value.split(";", -1)).stream())
        .map(String::strip)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  /** A parameter of the query as sent: names and keys need no escaping. */
  Optional<String> parameter(String name) {
    return List.of(query.split("&", -1)).stream()
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }
}
