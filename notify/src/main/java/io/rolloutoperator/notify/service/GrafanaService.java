package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** Annotations of Grafana; the recipient is a list of tags with {@code |} between them. */
record GrafanaService(String api, String key, String tags) implements NotificationService {

  static NotificationService of(Options options) {
    return new GrafanaService(
        Parts.withoutSlash(options.required("apiUrl")),
        options.required("apiKey"),
        options.text("tags"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    ObjectNode body = Parts.object().put("time", occasion.now().toEpochMilli());
    ArrayNode all = body.putArray("tags");
    Stream.of(
            occasion.destination().recipient(),
            occasion.message().part("grafana").path("tags").asText(),
            tags)
        .flatMap(list -> Stream.of(list.split("\\|", -1)))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .distinct()
        .forEach(all::add);
    body.put("text", occasion.message().text());
    return Prepared.Calls.of(
        ServiceRequest.post(api + "/annotations", body.toString())
            .with("Authorization", "Bearer " + key));
  }
}
