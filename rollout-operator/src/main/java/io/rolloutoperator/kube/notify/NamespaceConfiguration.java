package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.analysis.providers.Redactor;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.notify.check.ConfigurationCheck;
import io.rolloutoperator.notify.config.ConfigNames;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.Credentials;
import io.rolloutoperator.notify.config.NotificationConfig;
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
 * The configuration of one namespace as it was read at most {@link #FRESH} ago: its ConfigMap, and
 * its own Secret, never another namespace's. What is wrong with it is one Event on the ConfigMap,
 * until something else is.
 */
final class NamespaceConfiguration {

  private static final Logger log = LoggerFactory.getLogger(NamespaceConfiguration.class);

  static final Duration FRESH = Duration.ofSeconds(10);
  private static final Duration READ_AGAIN = Duration.ofSeconds(1);
  private static final int MOST_PROBLEMS = 20;
  private static final String REASON = "NotificationConfigInvalid";

  private final ObjectApi api;
  private final String namespace;
  private final ConfigurationNews news;
  private final Set<String> unreadable = new HashSet<>();
  private volatile Optional<NotificationConfig> known = Optional.empty();
  private volatile Instant readAt = Instant.EPOCH;
  private List<String> told = List.of();

  NamespaceConfiguration(ObjectApi api, String namespace, ConfigurationNews news) {
    this.api = api;
    this.namespace = namespace;
    this.news = news;
  }

  /** What was in force when it was read last; asks nobody. */
  NotificationConfig known() {
    return known.orElse(NotificationConfig.NONE);
  }

  /** Whether {@link #known} was read longer than this ago. */
  boolean isOlderThan(Duration age, Instant now) {
    return !readAt.plus(age).isAfter(now);
  }

  /** Whether nobody has asked for it for so long. */
  boolean isUnusedFor(Duration time, Instant now) {
    return !readAt.equals(Instant.EPOCH) && isOlderThan(time, now);
  }

  /**
   * What is in force; empty as long as nobody knows, since without it messages would be given up.
   * An API server that does not answer changes nothing. Blocks for requests to it if that has to be
   * read.
   */
  synchronized Optional<NotificationConfig> current(Instant now) {
    if (isOlderThan(FRESH, now)) {
      Optional<NotificationConfig> read =
          object(Kinds.CONFIG_MAP, ConfigNames.CONFIG_MAP).flatMap(this::read);
      readAt = read.isPresent() ? now : now.minus(FRESH).plus(READ_AGAIN);
      known = read.or(() -> known);
    }
    return known;
  }

  /** Nobody needs it any more, so that nobody would hear when it is mended. */
  synchronized void forget() {
    tell(MissingNode.getInstance(), List.of());
  }

  private Optional<NotificationConfig> read(JsonNode configMap) {
    if (configMap.isMissingNode()) {
      tell(configMap, List.of());
      return Optional.of(NotificationConfig.NONE);
    }
    return object(Kinds.SECRET, ConfigNames.SECRET).map(secret -> read(configMap, secret));
  }

  private NotificationConfig read(JsonNode configMap, JsonNode secret) {
    Map<String, String> data = texts(configMap.path("data"), text -> text);
    Map<String, String> secrets = texts(secret.path("data"), NamespaceConfiguration::decoded);
    NotificationConfig config = ConfigReader.read(DefaultNotifications.under(data), secrets);
    Redactor redactor = Redactor.of(Credentials.of(config));
    tell(configMap, ConfigurationCheck.problems(config).stream().map(redactor::redact).toList());
    return config;
  }

  private void tell(JsonNode configMap, List<String> problems) {
    if (problems.equals(told)) {
      return;
    }
    told = problems;
    news.listener().read(namespace, problems.size());
    if (!problems.isEmpty()) {
      String text = String.join("; ", problems);
      log.warn("{}/{}: {}", namespace, ConfigNames.CONFIG_MAP, text);
      news.events().emit(reference(configMap), EventType.WARNING, REASON, text);
    }
  }

  private static ObjectReference reference(JsonNode configMap) {
    JsonNode metadata = configMap.path("metadata");
    return new ObjectReference(
        "v1",
        "ConfigMap",
        metadata.path("namespace").asText(),
        metadata.path("name").asText(),
        metadata.path("uid").asText(),
        metadata.path("resourceVersion").asText());
  }

  /**
   * Missing if there is none, or it must not be read and never was; empty if nobody knows for now:
   * a right that is taken away for a while takes back no message.
   */
  private Optional<JsonNode> object(ApiResource kind, String name) {
    return switch (api.get(kind, namespace, name)) {
      case ApiAnswer.Done(JsonNode object) -> Optional.of(object);
      case ApiAnswer.NotFound _ -> Optional.of(MissingNode.getInstance());
      case ApiAnswer.Forbidden(String why) -> {
        log(kind, name, why);
        yield known.isPresent() ? Optional.empty() : Optional.of(MissingNode.getInstance());
      }
      case ApiAnswer other -> {
        log(kind, name, other.toString());
        yield Optional.empty();
      }
    };
  }

  private void log(ApiResource kind, String name, String why) {
    String problem = "%s %s/%s cannot be read: %s".formatted(kind.kind(), namespace, name, why);
    if (unreadable.size() < MOST_PROBLEMS && unreadable.add(problem)) {
      log.warn("{}", problem);
    }
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
