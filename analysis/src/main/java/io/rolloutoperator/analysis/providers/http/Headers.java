package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.api.analysis.WebMetricHeader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Request;

/** Request headers that tenants wrote. */
public final class Headers {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private Headers() {}

  /**
   * What is wrong with the first header that cannot be sent: arguments could otherwise smuggle
   * further headers in.
   */
  public static Optional<String> problem(List<WebMetricHeader> headers) {
    for (WebMetricHeader header : headers) {
      if (hasControl(header.key()) || hasControl(header.value())) {
        return Optional.of(
            "header " + Text.line(header.key(), 64) + " contains control characters");
      }
      if (!NAME.matcher(header.key()).matches()) {
        return Optional.of("header name \"" + Text.line(header.key(), 64) + "\" is not valid");
      }
    }
    return Optional.empty();
  }

  /**
   * Makes these the request's headers; there is no {@link #problem} with them. Call it before other
   * headers are set.
   */
  public static void set(Request.Builder request, List<WebMetricHeader> headers) {
    okhttp3.Headers.Builder own = new okhttp3.Headers.Builder();
    headers.forEach(header -> own.addUnsafeNonAscii(header.key(), header.value()));
    request.headers(own.build());
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
  }
}
