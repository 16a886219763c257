package io.rolloutoperator.analysis.providers.http;

import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/**
 * Bounds and trust of all requests.
 *
 * @param insecure whether metrics may skip the check of certificates
 * @param trust whom to trust; empty: the platform's certificate authorities
 * @param perHost requests to one host at a time
 * @param perNamespace requests of one namespace at a time
 */
public record HttpSettings(
    Insecure insecure, Optional<X509TrustManager> trust, int perHost, int perNamespace) {

  /** The limits without configuration. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(Insecure.REFUSED, Optional.empty(), 8, 16);

  /** Whether metrics may skip the check of certificates. */
  public enum Insecure {
    ALLOWED,
    REFUSED
  }
}
