package io.rolloutoperator.notify.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * What no log, Event or status may show of a configuration, wherever it stands in it: values of the
 * Secret, tokens and keys in the options of services, and what is secret of the addresses of
 * webhooks.
 */
public final class Credentials {

  /** Parts of the names of options, and of headers, whose values are credentials. */
  private static final List<String> NAMES =
      List.of("token", "password", "key", "secret", "authorization", "cookie");

  /** Shorter parts of an address say nothing, such as {@code /v2}. */
  private static final int SHORTEST_PART = 8;

  private static final String DELIMITERS = "/?&=#";

  /** Longer ones are no words even if they look like some. */
  private static final int LONGEST_WORD = 24;

  private final Set<String> found = new HashSet<>();

  private Credentials() {}

  /** All of them. */
  public static Set<String> of(NotificationConfig config) {
    Credentials credentials = new Credentials();
    credentials.found.addAll(config.secrets().values());
    config.services().values().forEach(service -> credentials.option("", service.options(), false));
    return Set.copyOf(credentials.found);
  }

  private void option(String name, JsonNode value, boolean isSecret) {
    boolean secret = isSecret || isName(name);
    if (value.isTextual() || value.isNumber()) {
      text(value.asText(), secret);
    } else if (value.has("name") && value.path("value").isTextual()) {
      text(value.path("value").asText(), secret || isName(value.path("name").asText()));
    } else if (value.isObject()) {
      value.properties().forEach(entry -> option(entry.getKey(), entry.getValue(), secret));
    } else {
      value.forEach(element -> option(name, element, secret));
    }
  }

  private void text(String value, boolean secret) {
    if (value.startsWith("https://") || value.startsWith("http://")) {
      address(value);
    } else if (secret && !value.startsWith("$")) { // a name that the Secret does not have
      found.add(value);
      // The scheme before it is none.
      found.add(value.substring(value.lastIndexOf(' ') + 1));
    }
  }

  /** All behind the host is as good as a password, and so is what stands before it. */
  private void address(String url) {
    String rest = url.substring(url.indexOf("//") + 2);
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      found.addAll(List.of(authority.substring(0, at).split(":", -1)));
    }
    if (slash >= 0) {
      path(rest.substring(slash));
    }
  }

  /** Words stand in every other text too: they are masked together with what is before them. */
  private void path(String path) {
    String before = "";
    for (Object part : Collections.list(new StringTokenizer(path, DELIMITERS, true))) {
      String text = (String) part;
      if (text.length() >= SHORTEST_PART) {
        found.add(isWords(text) ? before + text : text);
      }
      before = text;
    }
  }

  /** Such as {@code my-releases}. */
  private static boolean isWords(String part) {
    return part.length() <= LONGEST_WORD
        && part.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.');
  }

  private static boolean isName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.stream().anyMatch(lower::contains);
  }
}
