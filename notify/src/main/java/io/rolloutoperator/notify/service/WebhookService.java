package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.notify.service.ServiceRequest.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Any HTTP receiver: method, path, headers and body are the configuration's. Every attempt of one
 * notification has the same {@code Idempotency-Key}.
 */
record WebhookService(String name, String url, List<Header> headers, Optional<String> authorization)
    implements NotificationService {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  static NotificationService of(Options options) {
    List<Header> headers = new ArrayList<>();
    for (JsonNode header : options.tree().path("headers")) {
      String name = header.path("name").asText();
      String value = header.path("value").asText();
      if (!isHeader(name, value)) {
        throw new Options.Invalid(
            "service " + options.name() + ": header " + headers.size() + " is not valid");
      }
      headers.add(new Header(name, value));
    }
    return new WebhookService(
        options.name(), options.required("url"), List.copyOf(headers), options.authorization());
  }

  private static boolean isHeader(String name, String value) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':')
        && value.chars().noneMatch(c -> c < ' ' && c != '\t');
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    JsonNode part = occasion.message().part("webhook").path(name);
    String method = Parts.text(part, "method", "GET").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      return new Prepared.Refused("webhook method '" + method + "' is not supported");
    }
    List<Header> all = new ArrayList<>(headers);
    authorization.ifPresent(value -> all.add(new Header("Authorization", value)));
    all.add(new Header("Idempotency-Key", occasion.key()));
    String body = part.isMissingNode() ? occasion.message().text() : part.path("body").asText();
    return Prepared.Calls.of(
        new ServiceRequest(
            method,
            address(part.path("path").asText()),
            all,
            method.equals("GET") ? "" : body,
            AnswerRule.SUCCESS));
  }

  private String address(String path) {
    if (path.isEmpty()) {
      return url;
    }
    return Parts.withoutSlash(url) + (path.startsWith("/") ? "" : "/") + path;
  }
}
