package io.rolloutoperator.kube.client;

/**
 * The pass that the current thread works for. Every write of it carries the id, so that an audit
 * can tell which decision a write belongs to.
 */
public final class Pass {
  private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  private Pass() {}

  /**
   * Runs a body within a pass.
   *
   * @param id unique within the process' life; visible ASCII
   */
  public static <T, X extends Throwable> T within(String id, ScopedValue.CallableOp<T, X> body)
      throws X {
    return ScopedValue.where(CURRENT, id).call(body);
  }

  /** The current pass, or an empty text outside of one. */
  public static String current() {
    return CURRENT.isBound() ? CURRENT.get() : "";
  }
}
