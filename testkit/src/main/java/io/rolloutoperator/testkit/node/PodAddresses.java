package io.rolloutoperator.testkit.node;

import java.util.BitSet;

/**
 * Gives out the addresses 10.244.16.1 to 10.244.255.254. The next free one after the last is taken,
 * so that an address is not used again soon.
 */
final class PodAddresses {
  private static final int FIRST = 16 << 8;
  private static final int END = 1 << 16;

  private final BitSet used = new BitSet(END);
  private int next = FIRST;

  synchronized String take() {
    for (int tried = FIRST; tried < END; tried++) {
      int candidate = next;
      next = next + 1 == END ? FIRST : next + 1;
      int host = candidate & 0xff;
      if (host != 0 && host != 0xff && !used.get(candidate)) {
        used.set(candidate);
        return "10.244." + (candidate >> 8) + "." + host;
      }
    }
    throw new IllegalStateException("all pod addresses are in use");
  }

  synchronized void release(String address) {
    String[] parts = address.split("\\.", -1);
    used.clear((Integer.parseInt(parts[2]) << 8) + Integer.parseInt(parts[3]));
  }
}
