package io.rolloutoperator.analysis.providers.http;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A network.
 *
 * @param prefix bits that all its addresses share
 */
public record Cidr(InetAddress network, int prefix) {

  /** Refuses a prefix longer than the address. */
  public Cidr {
    if (prefix < 0 || prefix > network.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "prefix length " + prefix + " does not fit " + network.getHostAddress());
    }
  }

  /**
   * Reads {@code 10.0.0.0/8} or {@code fd00::/8}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("\"" + text + "\" is not a network such as 10.0.0.0/8");
    }
    InetAddress network = InetAddress.ofLiteral(text.substring(0, slash));
    return new Cidr(network, Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether the address belongs to the network. */
  public boolean contains(InetAddress address) {
    byte[] own = network.getAddress();
    byte[] other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    int whole = prefix / 8;
    int rest = prefix % 8;
    int mask = rest == 0 ? 0 : (0xff << (8 - rest)) & 0xff;
    return Arrays.equals(own, 0, whole, other, 0, whole)
        && (rest == 0 || (own[whole] & mask) == (other[whole] & mask));
  }
}
