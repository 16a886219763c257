package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.kube.runtime.NotificationSettings.SelfService;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.DefaultAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The configurations as they were read a moment ago. They are read when they are needed: an
 * installation at rest, and one that notifies nobody, makes no request. Where teams configure
 * themselves, a namespace's own configuration applies beside the operator's, as in Argo Rollouts.
 */
final class ConfigurationSource implements Configurations {

  /** One that nobody has asked for as long is of a namespace at rest, or of none. */
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final ObjectApi api;
  private final ConfigurationNews news;
  private final NotificationSettings settings;
  private final NotificationConfig alerts;
  private final NamespaceConfiguration own;
  private final Map<String, NamespaceConfiguration> teams = new ConcurrentHashMap<>();

  ConfigurationSource(ObjectApi api, NotificationSettings settings, ConfigurationNews news) {
    this.api = api;
    this.news = news;
    this.settings = settings;
    this.alerts =
        ConfigReader.read(DefaultAlerts.of(settings.receivers(), settings.link()), Map.of());
    this.own = new NamespaceConfiguration(api, settings.namespace(), news);
  }

  /** What was in force in a namespace when it was read last; asks nobody. */
  Configuration known(String namespace) {
    NotificationConfig theirs =
        team(namespace).map(NamespaceConfiguration::known).orElse(NotificationConfig.NONE);
    return new Configuration(alerts, own.known(), theirs);
  }

  /** Whether {@link #known} may have changed since. */
  boolean isStale(String namespace, Instant now) {
    return own.isOlderThan(NamespaceConfiguration.FRESH, now)
        || team(namespace)
            .filter(team -> team.isOlderThan(NamespaceConfiguration.FRESH, now))
            .isPresent();
  }

  @Override
  public Optional<Configuration> current(String namespace, Instant now) {
    teams.values().removeIf(team -> isForgotten(team, now));
    Optional<NotificationConfig> theirs =
        team(namespace).map(team -> team.current(now)).orElse(Optional.of(NotificationConfig.NONE));
    return own.current(now)
        .flatMap(ours -> theirs.map(team -> new Configuration(alerts, ours, team)));
  }

  private static boolean isForgotten(NamespaceConfiguration team, Instant now) {
    boolean isForgotten = team.isUnusedFor(FORGOTTEN, now);
    if (isForgotten) {
      team.forget();
    }
    return isForgotten;
  }

  private Optional<NamespaceConfiguration> team(String namespace) {
    return settings.selfService() == SelfService.OFF || namespace.equals(settings.namespace())
        ? Optional.empty()
        : Optional.of(
            teams.computeIfAbsent(namespace, name -> new NamespaceConfiguration(api, name, news)));
  }
}
