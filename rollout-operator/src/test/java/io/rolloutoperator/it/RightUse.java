package io.rolloutoperator.it;

/**
 * Work for which an operator needs one right. What it is about has been made with all rights.
 *
 * @param teller who lacks the right and says so
 * @param ask asks for the work; nobody waits for it, since the right is missing
 * @param awaitDone waits until the work is done, the right being back
 */
record RightUse(ShippedOperator teller, Runnable ask, Runnable awaitDone) {

  /** Makes what the work is about. */
  @FunctionalInterface
  interface Preparation {
    RightUse in(RightsLane lane);
  }

  /** Whom it hits that a right is missing. */
  enum Reach {
    /** Every release may have to wait, be it for the outcome of a write that met another one. */
    EVERYBODY,
    /** Those that use it; the others go on. */
    SOME
  }

  /** A right and how to come to need it. */
  record Row(Right right, Reach reach, Preparation preparation) {

    static Row ofSome(String right, Preparation preparation) {
      return new Row(Right.parse(right), Reach.SOME, preparation);
    }

    static Row ofAll(String right, Preparation preparation) {
      return new Row(Right.parse(right), Reach.EVERYBODY, preparation);
    }

    @Override
    public String toString() {
      return right.toString();
    }
  }
}
