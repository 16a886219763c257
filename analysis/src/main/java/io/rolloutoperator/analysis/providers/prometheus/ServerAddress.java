package io.rolloutoperator.analysis.providers.prometheus;

import io.rolloutoperator.analysis.core.Resolution;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The address of a Prometheus server, maybe with a path below which its API stands. Problems never
 * repeat the address.
 */
final class ServerAddress {

  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);

  private ServerAddress() {}

  /**
   * Reads an address.
   *
   * @param metric the metric's own address; may be empty
   * @param otherwise the operator's default
   */
  static Resolution<HttpUrl> of(String metric, Optional<String> otherwise) {
    String text = metric.isEmpty() ? otherwise.orElse("") : metric;
    if (text.isEmpty()) {
      return Resolution.problem("prometheus address is not configured");
    }
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      return Resolution.problem("prometheus address is not is url format");
    }
    String name = scheme.group(1).toLowerCase(Locale.ROOT);
    if (!name.equals("http") && !name.equals("https")) {
      return Resolution.problem("address not allowed by egress policy (scheme)");
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      return Resolution.problem("prometheus address is not is url format");
    }
    return url.username().isEmpty() && url.password().isEmpty()
        ? Resolution.of(url)
        : Resolution.problem("user info in prometheus address is not allowed");
  }
}
