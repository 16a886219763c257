package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import java.time.Duration;

/**
 * How a request is made.
 *
 * @param timeout from the beginning of waiting for a free slot to the last byte of the answer
 */
public record CallOptions(Caller caller, Duration timeout, Tls tls) {

  /** Longest time for one measurement. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  /** No request takes longer than {@link #LONGEST}. */
  public CallOptions {
    timeout = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
  }

  /** How servers prove who they are. */
  public enum Tls {
    VERIFIED,
    /** Any certificate will do; refused unless the operator allows it. */
    UNVERIFIED
  }

  /** The options for a metric's {@code insecure} field. */
  public static Tls tls(boolean insecure) {
    return insecure ? Tls.UNVERIFIED : Tls.VERIFIED;
  }
}
