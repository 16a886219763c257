package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.analysis.core.Arguments;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Hides values of Secrets, also Base64 and URL encoded ones. Values shorter than four characters
 * are not hidden.
 */
public final class Redactor {

  private static final int SHORTEST = 4;

  /** Longest first, so that a value that contains another is hidden as a whole. */
  private final List<String> forms;

  private Redactor(List<String> forms) {
    this.forms = forms;
  }

  /** A redactor of these values. */
  public static Redactor of(Collection<String> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    secrets.stream()
        .filter(secret -> secret.length() >= SHORTEST)
        .forEach(secret -> addForms(secret, forms));
    List<String> sorted = new ArrayList<>(forms);
    sorted.sort(Comparator.comparingInt(String::length).reversed());
    return new Redactor(sorted);
  }

  /** The text with stars instead of secrets. */
  public String redact(String text) {
    String redacted = text;
    for (String form : forms) {
      redacted = redacted.replace(form, Arguments.MASK);
    }
    return redacted;
  }

  /** Values and keys. */
  public Map<String, String> redact(Map<String, String> texts) {
    Map<String, String> redacted = new HashMap<>();
    texts.forEach((key, value) -> redacted.put(redact(key), redact(value)));
    return Map.copyOf(redacted);
  }

  private static void addForms(String secret, Set<String> forms) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.add(secret);
    forms.add(secret.strip().length() >= SHORTEST ? secret.strip() : secret);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      forms.add(encoder.encodeToString(bytes));
      forms.add(encoder.withoutPadding().encodeToString(bytes));
    }
    for (String encoded : List.of(url, url.replace("+", "%20"))) {
      forms.add(encoded);
      forms.add(lowerHex(encoded));
    }
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private static String lowerHex(String encoded) {
    StringBuilder out = new StringBuilder(encoded);
    for (int i = out.indexOf("%"); i >= 0 && i + 2 < out.length(); i = out.indexOf("%", i + 3)) {
      out.replace(i + 1, i + 3, out.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }
}
