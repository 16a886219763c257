package io.rolloutoperator.engine.weights;

/** Why the canary has the weight it has. */
public enum WeightReason {
  NO_STABLE("no stable ReplicaSet yet"),
  FULLY_PROMOTED("fully promoted"),
  ABORTED("aborted"),
  ROLLING_BACK("stable grows back before traffic leaves the previous ReplicaSet"),
  CANARY_UNAVAILABLE("no canary pod is available"),
  PROMOTE_FULL("full promotion was requested"),
  WAITING_FOR_REPLICAS("the step's pods are not there yet"),
  STEP("current step"),
  ALL_STEPS_DONE("all steps are done"),
  ANOTHER_REVISION("traffic leaves the previous canary before its Service moves on"),
  CANARY_SHORT("the canary has too few available pods for more traffic"),
  STABLE_ELSEWHERE("the stable Service does not lead to the stable ReplicaSet yet"),
  STABLE_SHORT("stable has too few available pods for its share"),
  STABLE_TAKES_WHAT_IT_CAN("stable has pods for a part of the returning traffic only");

  private final String text;

  WeightReason(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
