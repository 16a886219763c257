package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.notify.config.ConfigNames;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.DefaultAlerts;
import io.rolloutoperator.notify.defaults.DefaultNotifications;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration as it was read at most {@link #FRESH} ago. It is read when it is needed: an
 * installation at rest, and one that notifies nobody, makes no request.
 */
final class ConfigurationSource implements Configurations {

  private static final Logger log = LoggerFactory.getLogger(ConfigurationSource.class);
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final ObjectApi api;
  private final String namespace;
  private final NotificationConfig alerts;
  private final Set<String> unreadable = new HashSet<>();
  private Configuration known;
  private Instant readAt = Instant.EPOCH;
  private List<String> told = List.of();

  ConfigurationSource(ObjectApi api, NotificationSettings settings) {
    this.api = api;
    this.namespace = settings.namespace();
    this.alerts =
        ConfigReader.read(DefaultAlerts.of(settings.receivers(), settings.link()), Map.of());
    this.known = new Configuration(NotificationConfig.NONE, alerts);
  }

  /** What was in force when it was read last; asks nobody. */
  synchronized Configuration known() {
    return known;
  }

  /** Whether {@link #known} may have changed since. */
  synchronized boolean isStale(Instant now) {
    return !readAt.plus(FRESH).isAfter(now);
  }

  @Override
  public synchronized Configuration current(Instant now) {
    if (!isStale(now)) {
      return known;
    }
    readAt = now;
    known =
        object(Kinds.CONFIG_MAP, ConfigNames.CONFIG_MAP)
            .map(map -> new Configuration(users(texts(map.path("data"), text -> text)), alerts))
            .orElseGet(() -> new Configuration(NotificationConfig.NONE, alerts));
    return known;
  }

  private NotificationConfig users(Map<String, String> data) {
    Map<String, String> secrets =
        object(Kinds.SECRET, ConfigNames.SECRET)
            .map(secret -> texts(secret.path("data"), ConfigurationSource::decoded))
            .orElse(Map.of());
    NotificationConfig config = ConfigReader.read(DefaultNotifications.under(data), secrets);
    if (!config.problems().equals(told)) {
      told = config.problems();
      told.forEach(problem -> log.warn("{}/{}: {}", namespace, ConfigNames.CONFIG_MAP, problem));
    }
    return config;
  }

  /** Whatever stands in the way of reading it, nobody is notified by it then. */
  private Optional<JsonNode> object(ApiResource kind, String name) {
    return switch (api.get(kind, namespace, name)) {
      case ApiAnswer.Done(JsonNode object) -> Optional.of(object);
      case ApiAnswer.NotFound _ -> Optional.empty();
      case ApiAnswer other -> {
        String problem =
            "%s %s/%s cannot be read: %s".formatted(kind.kind(), namespace, name, other);
        if (unreadable.add(problem)) {
          log.warn("{}", problem);
        }
        yield Optional.empty();
      }
    };
  }

  private static Map<String, String> texts(JsonNode object, UnaryOperator<String> form) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), form.apply(e.getValue().asText())));
    return texts;
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
