package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The configuration of notifications: of the cluster, or of files. */
final class NotificationSettings {

  private static final String CONFIG_MAP = "--config-map";
  private static final String SECRET = "--secret";
  private static final String EMPTY = ":empty";

  private NotificationSettings() {}

  static void declare(CommandSpec spec) {
    spec.addOption(
        Flags.text("FILE", "a file with ConfigMap " + ConfigNames.CONFIG_MAP, CONFIG_MAP));
    spec.addOption(
        Flags.text(
            "FILE", "a file with Secret " + ConfigNames.SECRET + "; :empty for none", SECRET));
  }

  /** Without the Secret, which not everybody may read. */
  static NotificationConfig withoutSecret(Arguments arguments, Session session)
      throws CommandFailure {
    return ConfigReader.read(texts(configMap(arguments, session).path("data")), Map.of());
  }

  /** With the values of the Secret; what is broken is told on standard error. */
  static NotificationConfig whole(Arguments arguments, Session session) throws CommandFailure {
    NotificationConfig config =
        ConfigReader.read(
            texts(configMap(arguments, session).path("data")), secret(arguments, session));
    ConfigurationCheck.problems(config)
        .forEach(problem -> session.err().println("Warning: " + problem));
    return config;
  }

  private static JsonNode configMap(Arguments arguments, Session session) throws CommandFailure {
    Optional<String> file = arguments.text(CONFIG_MAP);
    return file.isPresent()
        ? ofFile(session, file.get(), Kind.CONFIG_MAP, ConfigNames.CONFIG_MAP)
        : session
            .cluster()
            .get(new ObjectRef(Kind.CONFIG_MAP, session.namespace(), ConfigNames.CONFIG_MAP));
  }

  private static Map<String, String> secret(Arguments arguments, Session session)
      throws CommandFailure {
    Optional<String> file = arguments.text(SECRET);
    if (file.isPresent()) {
      return file.get().equals(EMPTY)
          ? Map.of()
          : values(ofFile(session, file.get(), Kind.SECRET, ConfigNames.SECRET));
    }
    return session
        .cluster()
        .find(new ObjectRef(Kind.SECRET, session.namespace(), ConfigNames.SECRET))
        .map(NotificationSettings::values)
        .orElse(Map.of());
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
