package io.rolloutoperator.kubectl.http;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name or address that a server's certificate must be for (RFC 9525): among its alternative
 * names, a wildcard only as the whole first label. The subject's common name counts for nothing, as
 * with kubectl.
 *
 * <p>The JDK can check that too, but it reads all public authorities for it, which takes a fifth of
 * a command's time and says nothing about an authority that a kubeconfig names.
 */
record ServerName(String expected) {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /**
   * Checks a certificate.
   *
   * @throws CertificateException if it is for others, with their names
   */
  void check(X509Certificate certificate) throws CertificateException {
    Optional<InetAddress> address = address(expected);
    List<String> names = new ArrayList<>();
    for (List<?> each : alternatives(certificate)) {
      if (!(each.get(0) instanceof Integer type) || !(each.get(1) instanceof String name)) {
        continue;
      }
      boolean matches =
          switch (type) {
            case DNS_NAME -> address.isEmpty() && matches(name, expected);
            case IP_ADDRESS -> address.isPresent() && address.equals(address(name));
            default -> false;
          };
      if (matches) {
        return;
      }
      names.add(name);
    }
    throw new CertificateException(
        names.isEmpty()
            ? "its certificate is for no name, so not for " + expected
            : "its certificate is not for %s but for %s"
                .formatted(expected, String.join(", ", names)));
  }

  private static Collection<List<?>> alternatives(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null ? List.of() : names;
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** {@code *.example} is for {@code a.example}, not for {@code a.b.example} or {@code example}. */
  private static boolean matches(String pattern, String name) {
    String wanted = normal(name);
    String given = normal(pattern);
    if (!given.startsWith("*.")) {
      return !given.contains("*") && given.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    String rest = given.substring(1);
    return dot > 0 && !rest.contains("*") && rest.equals(wanted.substring(dot));
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
