package io.rolloutoperator.analysis.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import io.rolloutoperator.api.analysis.ValueFrom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Substitution of <code>{{args.name}}</code> in metrics.
 *
 * <p>A value goes into the text it stands in after that text has been parsed, so no value can end a
 * JSON string and begin something else; what the metric means to its provider (a query, a header,
 * an address) is for the provider to guard.
 */
public final class Arguments {

  /** Stands for the value of a Secret wherever somebody could read it. */
  public static final String MASK = "*****";

  /** Most arguments of a run, and UTF-8 bytes of one. */
  private static final int MAX_COUNT = 64;

  private static final int MAX_BYTES = 4 * 1024;

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private Arguments() {}

  /**
   * The metric with its arguments.
   *
   * @param secrets values of the Secrets that arguments refer to
   */
  public static Resolution<Metric> resolve(
      Metric metric, List<Argument> args, Map<SecretKeyRef, String> secrets) {
    return values(args, secrets).then(values -> substitute(metric, values));
  }

  /** The metrics with their arguments, or the first problem. */
  public static Resolution<List<Metric>> resolveAll(
      List<Metric> metrics, List<Argument> args, Map<SecretKeyRef, String> secrets) {
    return values(args, secrets)
        .then(
            values -> {
              List<Metric> resolved = new ArrayList<>();
              for (Metric metric : metrics) {
                switch (substitute(metric, values)) {
                  case Resolution.Resolved<Metric>(Metric value) -> resolved.add(value);
                  case Resolution.Unresolved<Metric>(String problem) -> {
                    return Resolution.problem(problem);
                  }
                }
              }
              return Resolution.of(List.copyOf(resolved));
            });
  }

  /** The Secrets that arguments refer to, in the order of the arguments. */
  public static Set<SecretKeyRef> secrets(List<Argument> args) {
    Set<SecretKeyRef> refs = new LinkedHashSet<>();
    args.forEach(arg -> secretOf(arg).ifPresent(refs::add));
    return refs;
  }

  /** The Secrets whose values the metric contains once it is resolved. */
  public static Set<SecretKeyRef> secretsIn(Metric metric, List<Argument> args) {
    Map<String, SecretKeyRef> byTag = new HashMap<>();
    args.forEach(arg -> secretOf(arg).ifPresent(ref -> byTag.put(tag(arg), ref)));
    Set<SecretKeyRef> used = new LinkedHashSet<>();
    rewrite(
        Encoder.encode(metric),
        name -> {
          SecretKeyRef ref = byTag.get(name);
          if (ref != null) {
            used.add(ref);
          }
          return Optional.of("");
        });
    return used;
  }

  /**
   * A value for each Secret that tells nothing: enough to check a metric that is not measured now.
   */
  static Map<SecretKeyRef, String> maskedSecrets(List<Argument> args) {
    Map<SecretKeyRef, String> masked = new HashMap<>();
    secrets(args).forEach(ref -> masked.put(ref, MASK));
    return masked;
  }

  private static Resolution<Map<String, String>> values(
      List<Argument> args, Map<SecretKeyRef, String> secrets) {
    if (args.size() > MAX_COUNT) {
      return Resolution.problem(
          "%d arguments: at most %d are allowed".formatted(args.size(), MAX_COUNT));
    }
    Map<String, String> values = new HashMap<>();
    for (Argument arg : args) {
      String value = secretOf(arg).map(secrets::get).orElse(arg.value());
      if (value == null) {
        return Resolution.problem("argument \"" + arg.name() + "\" was not supplied");
      }
      if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
        return Resolution.problem("argument \"" + arg.name() + "\" is larger than 4 KiB");
      }
      values.put(tag(arg), value);
    }
    return Resolution.of(values);
  }

  private static Optional<SecretKeyRef> secretOf(Argument arg) {
    ValueFrom from = arg.valueFrom();
    return from == null ? Optional.empty() : Optional.ofNullable(from.secretKeyRef());
  }

  private static String tag(Argument arg) {
    return "args." + arg.name();
  }

  private static Resolution<Metric> substitute(Metric metric, Map<String, String> values) {
    return rewrite(Encoder.encode(metric), name -> Optional.ofNullable(values.get(name)))
        .then(
            tree ->
                switch (Decoder.decode(tree, Metric.class, "metric " + metric.name())) {
                  case Decoded.Valid<Metric>(Metric value) -> Resolution.of(value);
                  case Decoded.Malformed<Metric> malformed ->
                      Resolution.problem(malformed.message());
                });
  }

  /** Gives the text for a tag; empty if there is none. */
  private interface Lookup {
    Optional<String> value(String tag);
  }

  private static Resolution<JsonNode> rewrite(JsonNode node, Lookup lookup) {
    return switch (node) {
      case ObjectNode object -> rewriteObject(object, lookup);
      case ArrayNode array -> rewriteArray(array, lookup);
      case JsonNode text when text.isTextual() ->
          rewriteText(text.textValue(), lookup).map(JsonNodeFactory.instance::textNode);
      case JsonNode other -> Resolution.of(other);
    };
  }

  private static Resolution<JsonNode> rewriteObject(ObjectNode object, Lookup lookup) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Resolution<JsonNode> done =
          rewriteText(field.getKey(), lookup)
              .then(key -> rewrite(field.getValue(), lookup).map(value -> copy.set(key, value)));
      if (done instanceof Resolution.Unresolved<JsonNode>) {
        return done;
      }
    }
    return Resolution.of(copy);
  }

  private static Resolution<JsonNode> rewriteArray(ArrayNode array, Lookup lookup) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : array) {
      Resolution<JsonNode> done = rewrite(item, lookup).map(copy::add);
      if (done instanceof Resolution.Unresolved<JsonNode>) {
        return done;
      }
    }
    return Resolution.of(copy);
  }

  private static Resolution<String> rewriteText(String text, Lookup lookup) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (true) {
      int open = text.indexOf(OPEN, at);
      int close = open < 0 ? -1 : text.indexOf(CLOSE, open + OPEN.length());
      if (close < 0) {
        return Resolution.of(out.append(text, at, text.length()).toString());
      }
      String name = text.substring(open + OPEN.length(), close).strip();
      Optional<String> value = lookup.value(name);
      if (value.isEmpty()) {
        return Resolution.problem("failed to resolve {{" + name + "}}");
      }
      out.append(text, at, open).append(value.get());
      at = close + CLOSE.length();
    }
  }
}
