package io.rolloutoperator.gitsync.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The headers of a request; names in any case. */
public final class RequestHeaders {
  private final Map<String, List<String>> byName;

  private RequestHeaders(Map<String, List<String>> byName) {
    this.byName = byName;
  }

  /** Takes headers of which each name stands once. */
  public static RequestHeaders of(Map<String, List<String>> headers) {
    return new RequestHeaders(
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> List.copyOf(header.getValue()),
                    (first, _) -> first)));
  }

  /** The value of a header; nothing if it is absent or stands twice, since then no one is meant. */
  Optional<String> only(String name) {
    List<String> values = all(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** All values of a header, in the order they came. */
  List<String> all(String name) {
    return byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
