package io.rolloutoperator.it;

import io.rolloutoperator.it.RightUse.Row;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the process needs for itself: its lease and its configuration of notifications. */
final class ProcessRights {
  private static final String COORDINATION = "coordination.k8s.io/v1";
  private static final String LOCK = "argo-rollouts-controller-lock";

  private ProcessRights() {}

  static List<Row> rows() {
    return List.of(
        Row.ofSome("create leases.coordination.k8s.io", ProcessRights::loseLease),
        Row.ofSome("get leases.coordination.k8s.io", ProcessRights::meetStranger),
        Row.ofSome("update leases.coordination.k8s.io", ProcessRights::renew),
        Row.ofSome("watch leases.coordination.k8s.io", ProcessRights::standBy),
        Row.ofSome("get configmaps", ProcessRights::notifyPeople),
        Row.ofSome("get secrets", ProcessRights::notifyPeople));
  }

  /** A lease that somebody has deleted is made anew by its holder. */
  private static RightUse loseLease(RightsLane lane) {
    return lane.use(
        () -> lane.namespace().delete(COORDINATION, "Lease", LOCK),
        () ->
            lane.namespace()
                .await(
                    "it is there again",
                    () -> !lane.namespace().read(COORDINATION, "Lease", LOCK).isMissingNode()));
  }

  /** A lease that somebody has written to is read by its holder. */
  private static RightUse meetStranger(RightsLane lane) {
    return lane.use(
        () ->
            lane.namespace()
                .patch(COORDINATION, "Lease", LOCK, "{metadata: {annotations: {by: hand}}}"),
        () -> {});
  }

  private static RightUse renew(RightsLane lane) {
    return lane.use(() -> {}, () -> {});
  }

  /** A replica that waits watches the lease. */
  private static RightUse standBy(RightsLane lane) {
    ShippedOperator standby = lane.standby();
    RightUse watch = WatchRights.watch(lane, "leases");
    return new RightUse(standby, watch.ask(), watch.awaitDone());
  }

  /** Who is told what is read when something is seen of a Rollout, and not more often than that. */
  private static RightUse notifyPeople(RightsLane lane) {
    lane.namespace()
        .apply(
            """
            {apiVersion: v1, kind: Secret, metadata: {name: argo-rollouts-notification-secret}, stringData: {a: b}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: argo-rollouts-notification-configmap}, data: {context: "a: b"}}
            """);
    LiveRollout shop = lane.deploy("shop", "{}");
    AtomicInteger looks = new AtomicInteger();
    Runnable look =
        () ->
            shop.patch(
                "{metadata: {annotations: {look: \"%d\"}}}".formatted(looks.incrementAndGet()));
    return lane.use(
        () -> lane.nudgeUntil("it is read again", look, () -> !lane.operator().missing().isEmpty()),
        () -> lane.nudgeUntil("it is read again", look, () -> lane.operator().missing().isEmpty()));
  }
}
