package io.rolloutoperator.traffic.gatewayapi;

import io.rolloutoperator.api.rollout.HeaderRoutingMatch;
import io.rolloutoperator.api.rollout.StringMatch;

/**
 * A header value as the Gateway API matches it.
 *
 * @param type {@code Exact} or {@code RegularExpression}
 */
record HeaderValue(String type, String value) {

  /** Whether the match has a form at all. */
  static boolean valid(HeaderRoutingMatch header) {
    StringMatch match = header.headerValue();
    return match != null
        && !(match.exact().isEmpty() && match.prefix().isEmpty() && match.regex().isEmpty());
  }

  /** A prefix becomes a regular expression: the Gateway API has no other form for it. */
  static HeaderValue of(HeaderRoutingMatch header) {
    StringMatch match = header.headerValue();
    if (match == null) {
      throw new IllegalArgumentException(
          "header " + header.headerName() + " has no value to match");
    }
    if (!match.exact().isEmpty()) {
      return new HeaderValue("Exact", match.exact());
    }
    return new HeaderValue(
        "RegularExpression", match.prefix().isEmpty() ? match.regex() : match.prefix() + ".*");
  }
}
