package io.rolloutoperator.analysis.providers.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What kind of address an address is, seen through the forms that hide an IPv4 address in an IPv6
 * one.
 */
enum AddressKind {
  LOOPBACK("loopback"),
  LINK_LOCAL("link-local"),
  METADATA("metadata"),
  UNSPECIFIED("unspecified"),
  MULTICAST("multicast"),
  RESERVED("reserved"),
  PRIVATE("private"),
  PUBLIC("public");

  /**
   * The first that contains an address decides: single addresses stand before the networks they are
   * in.
   */
  private static final Map<Cidr, AddressKind> NETWORKS = new LinkedHashMap<>();

  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final Cidr COMPATIBLE = Cidr.parse("::/96");
  private static final Cidr MAPPED = new Cidr(mappedNetwork(), 96);

  static {
    put(METADATA, "168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::254/128");
    put(LOOPBACK, "127.0.0.0/8", "::1/128");
    put(LINK_LOCAL, "169.254.0.0/16", "fe80::/10");
    put(UNSPECIFIED, "0.0.0.0/8", "::/128");
    put(MULTICAST, "224.0.0.0/4", "ff00::/8");
    put(RESERVED, "240.0.0.0/4");
    put(
        PRIVATE,
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "198.18.0.0/15",
        "fc00::/7");
  }

  private final String reason;

  AddressKind(String reason) {
    this.reason = reason;
  }

  /** The word for it in an error. */
  String reason() {
    return reason;
  }

  static AddressKind of(InetAddress address) {
    InetAddress plain = unwrapped(address);
    return NETWORKS.entrySet().stream()
        .filter(entry -> entry.getKey().contains(plain))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(PUBLIC);
  }

  /** The IPv4 address inside an IPv6 one, or the address itself. */
  static InetAddress unwrapped(InetAddress address) {
    return embedded(address).orElse(address);
  }

  private static Optional<InetAddress> embedded(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (SIX_TO_FOUR.contains(address)) {
      return Optional.of(address(Arrays.copyOfRange(bytes, 2, 6)));
    }
    boolean special = address.isLoopbackAddress() || address.isAnyLocalAddress();
    if (NAT64.contains(address)
        || MAPPED.contains(address)
        || (COMPATIBLE.contains(address) && !special)) {
      return Optional.of(address(Arrays.copyOfRange(bytes, 12, 16)));
    }
    return Optional.empty();
  }

  private static void put(AddressKind kind, String... networks) {
    for (String network : networks) {
      NETWORKS.put(Cidr.parse(network), kind);
    }
  }

  /** The JDK turns the text form into an IPv4 address, so the network is built of bytes. */
  private static InetAddress mappedNetwork() {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    try {
      return java.net.Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
