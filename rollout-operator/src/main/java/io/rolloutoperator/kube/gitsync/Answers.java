package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.kube.client.ApiAnswer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the API server's answers about an object into words for people. */
final class Answers {
  private static final String IMMUTABLE = "field is immutable";

  private Answers() {}

  /** How a write that was refused is told. */
  record Told(SyncReason reason, String message) {}

  /** Whether a rejection is for a field that cannot be changed. */
  static boolean immutable(ApiAnswer.Rejected rejected) {
    return rejected.message().contains(IMMUTABLE);
  }

  /** A write or its trial that did not succeed. */
  static Told told(Account account, Manifest manifest, ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Forbidden(String message) ->
          new Told(SyncReason.FORBIDDEN, account.user() + " " + shortened(message));
      case ApiAnswer.Rejected rejected when immutable(rejected) ->
          new Told(
              SyncReason.APPLY_FAILED,
              manifest.id() + ": field is immutable; set force to recreate the object");
      case ApiAnswer.Rejected(String message) ->
          new Told(SyncReason.VALIDATION_FAILED, at(manifest) + scrubbed(manifest, message));
      case ApiAnswer.NotFound(String message, boolean _) ->
          new Told(SyncReason.VALIDATION_FAILED, at(manifest) + message);
      case ApiAnswer other ->
          new Told(SyncReason.APPLY_FAILED, at(manifest) + scrubbed(manifest, text(other)));
    };
  }

  /** {@code Deployment shop/my-app (deploy.yaml:1): }. */
  static String at(Manifest manifest) {
    return place(manifest) + ": ";
  }

  /** {@code Deployment shop/my-app (deploy.yaml:1)}. */
  static String place(Manifest manifest) {
    return manifest.id() + " (" + manifest.origin() + ")";
  }

  /** The words of an answer that is no success. */
  static String text(ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Done _ -> "done";
      case ApiAnswer.NotFound(String message, boolean _) -> message;
      case ApiAnswer.AlreadyExists(String message) -> message;
      case ApiAnswer.Conflict(String message) -> message;
      case ApiAnswer.Forbidden(String message) -> message;
      case ApiAnswer.Rejected(String message) -> message;
      case ApiAnswer.TryLater(var after) ->
          "the API server asks for patience of " + after.toSeconds() + " s";
      case ApiAnswer.NotSent(String message) -> message;
      case ApiAnswer.Unknown(String message) -> message;
    };
  }

  /**
   * {@code cannot patch resource "deployments" in API group "apps" in namespace "shop"} becomes
   * {@code cannot patch deployments.apps in namespace shop}.
   */
  static String shortened(String forbidden) {
    String text = forbidden.replace("resource \"", "\"");
    int group = text.indexOf("\" in API group \"");
    if (group >= 0) {
      int begin = group + "\" in API group \"".length();
      int end = text.indexOf('"', begin);
      String name = end < 0 ? "" : text.substring(begin, end);
      text =
          text.substring(0, group)
              + (name.isEmpty() ? "" : "." + name)
              + text.substring(Math.max(begin, end));
    }
    return text.replace("\"", "").replace(" in the namespace ", " in namespace ");
  }

  /** The server repeats values that it does not like; those of a Secret are nobody's business. */
  static String scrubbed(Manifest manifest, String message) {
    ObjectNode object = manifest.object();
    if (!object.path("kind").asText().equals("Secret")) {
      return message;
    }
    String text = message;
    for (var field : object.properties()) {
      if (mayBeSecret(field.getKey(), field.getValue())) {
        for (String secret : texts(field.getValue())) {
          text = text.replace(secret, "***");
        }
      }
    }
    return text;
  }

  /** Whatever does not name the object, wherever a slip of the pen has put it. */
  private static boolean mayBeSecret(String field, JsonNode value) {
    return switch (field) {
      case "apiVersion", "kind", "metadata" -> false;
      case "type" -> !value.isTextual();
      default -> true;
    };
  }

  /** Longer ones first: one may be part of another. Servers quote what has more than one line. */
  private static List<String> texts(JsonNode values) {
    Set<String> texts = new HashSet<>();
    collect(values, texts);
    return texts.stream()
        .flatMap(text -> Stream.concat(Stream.of(text), text.lines()))
        .filter(text -> !text.isBlank())
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static void collect(JsonNode node, Set<String> texts) {
    if (node.isContainerNode()) {
      node.forEach(child -> collect(child, texts));
    } else {
      texts.add(node.asText());
    }
  }
}
