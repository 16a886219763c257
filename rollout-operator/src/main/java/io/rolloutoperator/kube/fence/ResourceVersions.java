package io.rolloutoperator.kube.fence;

import java.math.BigInteger;

/** Compares resource versions, which are decimal numbers of any size. */
public final class ResourceVersions {
  private ResourceVersions() {}

  /**
   * Compares as numbers. A version that is no number is older than every number, so that a cache
   * showing it is waited for and then read live.
   */
  public static int compare(String left, String right) {
    return number(left).compareTo(number(right));
  }

  private static BigInteger number(String version) {
    boolean digits = !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? new BigInteger(version) : BigInteger.ONE.negate();
  }
}
