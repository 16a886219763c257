package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Options of a service. */
record Options(String name, JsonNode tree) {

  /** Leaves at an option that is missing or wrong. */
  static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message, null, false, false);
    }
  }

  /** An option; empty without it. */
  String text(String option) {
    return tree.path(option).asText();
  }

  String text(String option, String otherwise) {
    String text = text(option);
    return text.isEmpty() ? otherwise : text;
  }

  /** An option that there must be. */
  String required(String option) {
    String text = text(option);
    if (text.isEmpty()) {
      throw new Invalid("service " + name + ": " + option + " is missing");
    }
    return text;
  }

  boolean flag(String option) {
    return tree.path(option).asBoolean(false);
  }

  int number(String option, int otherwise) {
    return tree.path(option).asInt(otherwise);
  }

  Options part(String option) {
    JsonNode part = tree.path(option);
    return new Options(name, part.isObject() ? part : JsonNodeFactory.instance.objectNode());
  }

  /** Texts by names, such as addresses by recipients. */
  Map<String, String> texts(String option) {
    Map<String, String> texts = new LinkedHashMap<>();
    tree.path(option)
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return Map.copyOf(texts);
  }

  /** {@code Basic …} of user and password, or {@code Bearer …} of a token. */
  Optional<String> authorization() {
    Options basic = part("basicAuth");
    if (!basic.text("username").isEmpty()) {
      return Optional.of(Basic.of(basic.text("username"), basic.text("password")));
    }
    String token = text("bearerToken");
    return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
  }
}
