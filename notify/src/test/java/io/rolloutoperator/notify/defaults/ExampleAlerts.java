package io.rolloutoperator.notify.defaults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.Receivers.SlackChannel;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The alerts of an operator with every receiver. */
final class ExampleAlerts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Receivers RECEIVERS =
      new Receivers(
          Optional.of(URI.create("https://hooks.example.com/alerts")),
          Optional.of(URI.create("http://alertmanager.monitoring.svc:9093/prefix/")),
          Optional.of(new SlackChannel("releases", "xoxb-1")));

  /** Without a page of a Rollout. */
  static final NotificationConfig ALL = config(AlertLink.NONE);

  static final NotificationConfig LINKED =
      config(new AlertLink("https://grafana.example.com/d/x?ns={namespace}&name={rollout}"));

  private ExampleAlerts() {}

  private static NotificationConfig config(AlertLink link) {
    return ConfigReader.read(DefaultAlerts.of(RECEIVERS, link), Map.of());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
