package io.rolloutoperator.gitsync.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Whose request it is. Behind a proxy all come from the proxy's address; if that is trusted, the
 * client is the last address in {@code X-Forwarded-For} that is not a trusted one itself. What
 * stands before it the client may have made up.
 */
public final class ClientAddresses {
  private static final String FORWARDED = "X-Forwarded-For";

  /** One customer's network by RFC 6177; within it addresses are free to change. */
  private static final int SITE_BITS = 64;

  private final List<AddressRange> trusted;

  /**
   * Trusts these proxies.
   *
   * @param trusted may be empty: then the peer is the client
   */
  public ClientAddresses(List<AddressRange> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** The client as {@link AddressLimit} counts it: an IPv4 address or an IPv6 network. */
  String of(InetAddress peer, RequestHeaders headers) {
    InetAddress client = peer;
    List<String> hops = hops(headers);
    while (isTrusted(client) && !hops.isEmpty()) {
      try {
        client = InetAddress.ofLiteral(hops.removeLast());
      } catch (IllegalArgumentException e) {
        // Whoever wrote this, it is the last that a trusted proxy could tell.
        break;
      }
    }
    int bits = client instanceof Inet6Address ? SITE_BITS : Integer.SIZE;
    return HexFormat.of().formatHex(AddressRange.prefix(client, bits));
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static List<String> hops(RequestHeaders headers) {
    List<String> hops = new ArrayList<>();
    for (String value : headers.all(FORWARDED)) {
      for (String hop : value.split(",", -1)) {
        hops.add(hop.strip());
      }
    }
    return hops;
  }
}
