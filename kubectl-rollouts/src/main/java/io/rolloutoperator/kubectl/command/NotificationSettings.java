package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.notify.check.ConfigurationCheck;
import io.rolloutoperator.notify.config.ConfigNames;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.DefaultNotifications;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The configuration of notifications as the operator reads it, with its defaults: of the cluster,
 * of files, or of the flags that need none.
 */
final class NotificationSettings {

  private static final String CONFIG_MAP = "--config-map";
  private static final String CONFIG_NAMESPACE = "--config-namespace";
  private static final String SECRET = "--secret";
  private static final String EMPTY = ":empty";

  /** Where the operator is, unless somebody says otherwise. */
  private static final String OPERATORS_NAMESPACE = "argo-rollouts";

  private static final String OTHERWISE =
      ": name another namespace by %s, a file by %s, or try the alerts that need none by %s"
          .formatted(CONFIG_NAMESPACE, CONFIG_MAP, AlertSettings.FLAGS);

  /** A ConfigMap, and the namespace that its Secret is in if the cluster has that. */
  private record Place(JsonNode configMap, Optional<String> namespace) {}

  private NotificationSettings() {}

  static void declare(CommandSpec spec) {
    spec.addOption(
        Flags.text(
            "NAMESPACE",
            "of ConfigMap and Secret; else that of -n if it has the ConfigMap, else "
                + OPERATORS_NAMESPACE,
            CONFIG_NAMESPACE));
    spec.addOption(
        Flags.text("FILE", "a file with ConfigMap " + ConfigNames.CONFIG_MAP, CONFIG_MAP));
    spec.addOption(
        Flags.text(
            "FILE", "a file with Secret " + ConfigNames.SECRET + "; :empty for none", SECRET));
    AlertSettings.declare(spec);
  }

  /** Without the Secret, which not everybody may read. */
  static NotificationConfig withoutSecret(Arguments arguments, Session session)
      throws CommandFailure {
    Optional<NotificationConfig> alerts = alerts(arguments, session);
    return alerts.isPresent()
        ? alerts.get()
        : config(place(arguments, session).configMap, Map.of());
  }

  /** With the values of the Secret; what is broken is told on standard error. */
  static NotificationConfig whole(Arguments arguments, Session session) throws CommandFailure {
    Optional<NotificationConfig> alerts = alerts(arguments, session);
    if (alerts.isPresent()) {
      return alerts.get();
    }
    Place place = place(arguments, session);
    NotificationConfig config = config(place.configMap, secret(place, arguments, session));
    ConfigurationCheck.problems(config)
        .forEach(problem -> session.err().println("Warning: " + problem));
    return config;
  }

  private static Optional<NotificationConfig> alerts(Arguments arguments, Session session)
      throws CommandFailure {
    Optional<NotificationConfig> alerts = AlertSettings.read(arguments, session);
    for (String flag : List.of(CONFIG_MAP, CONFIG_NAMESPACE, SECRET)) {
      if (alerts.isPresent() && arguments.text(flag).isPresent()) {
        throw new CommandFailure(
            "%s has no effect with %s: leave one out".formatted(flag, AlertSettings.FLAGS));
      }
    }
    return alerts;
  }

  private static NotificationConfig config(JsonNode configMap, Map<String, String> secret) {
    return ConfigReader.read(DefaultNotifications.under(texts(configMap.path("data"))), secret);
  }

  private static Place place(Arguments arguments, Session session) throws CommandFailure {
    Optional<String> file = arguments.text(CONFIG_MAP);
    Optional<String> named = arguments.text(CONFIG_NAMESPACE);
    if (file.isPresent()) {
      return new Place(ofFile(session, file.get(), Kind.CONFIG_MAP, ConfigNames.CONFIG_MAP), named);
    }
    Set<String> namespaces = new LinkedHashSet<>();
    namespaces.add(named.isPresent() ? named.get() : session.namespace());
    if (named.isEmpty()) {
      namespaces.add(OPERATORS_NAMESPACE);
    }
    for (String namespace : namespaces) {
      Optional<JsonNode> found = configMap(session, namespace);
      if (found.isPresent()) {
        return new Place(found.get(), Optional.of(namespace));
      }
    }
    throw new CommandFailure(
        "no ConfigMap %s in namespace %s%s"
            .formatted(ConfigNames.CONFIG_MAP, String.join(" or ", namespaces), OTHERWISE));
  }

  private static Optional<JsonNode> configMap(Session session, String namespace)
      throws CommandFailure {
    try {
      return session
          .cluster()
          .find(new ObjectRef(Kind.CONFIG_MAP, namespace, ConfigNames.CONFIG_MAP));
    } catch (ApiFailure e) {
      throw e.forbidden() ? new CommandFailure(e.getMessage() + OTHERWISE, e) : e;
    }
  }

  private static Map<String, String> secret(Place place, Arguments arguments, Session session)
      throws CommandFailure {
    Optional<String> file = arguments.text(SECRET);
    if (file.isPresent()) {
      return file.get().equals(EMPTY)
          ? Map.of()
          : values(ofFile(session, file.get(), Kind.SECRET, ConfigNames.SECRET));
    }
    String namespace = place.namespace.isPresent() ? place.namespace.get() : session.namespace();
    try {
      return session
          .cluster()
          .find(new ObjectRef(Kind.SECRET, namespace, ConfigNames.SECRET))
          .map(NotificationSettings::values)
          .orElse(Map.of());
    } catch (ApiFailure e) {
      throw e.forbidden()
          ? new CommandFailure(
              "%s: %s %s does without it".formatted(e.getMessage(), SECRET, EMPTY), e)
          : e;
    }
  }

  private static JsonNode ofFile(Session session, String file, Kind kind, String name)
      throws CommandFailure {
    for (JsonNode object : Manifests.read(session, file)) {
      if (At.text(object, "kind").equals(kind.name()) && At.name(object).equals(name)) {
        return object;
      }
    }
    throw new CommandFailure("file '%s' does not have %s %s".formatted(file, kind.name(), name));
  }

  private static Map<String, String> values(JsonNode secret) {
    Map<String, String> values = new LinkedHashMap<>();
    texts(secret.path("data")).forEach((key, text) -> values.put(key, decoded(text)));
    values.putAll(texts(secret.path("stringData")));
    return values;
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
