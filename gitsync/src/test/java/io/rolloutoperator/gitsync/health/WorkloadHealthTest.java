package io.rolloutoperator.gitsync.health;

import static io.rolloutoperator.gitsync.health.HealthRow.row;

import io.rolloutoperator.gitsync.health.Health.State;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row for each state of workloads, pods and Jobs. */
class WorkloadHealthTest {

  static Stream<Arguments> workloads() {
    String done =
        "conditions: [{type: Progressing, status: 'True', reason: NewReplicaSetAvailable}, {type: Available, status: 'True'}]";
    String all = "replicas: 2, updatedReplicas: 2, availableReplicas: 2, readyReplicas: 2";
    String two = "spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {";
    String set = "spec: {replicas: 3}, status: {";
    String sets = "replicas: 3, readyReplicas: 3, currentReplicas: 3";
    String daemon = "status: {desiredNumberScheduled: 2";
    return Stream.of(
        row("apps/v1 Deployment", two + all + ", " + done + "}", State.CURRENT, ""),
        row(
            "apps/v1 Deployment",
            "spec: {replicas: 0}, status: {conditions: [{type: Available, status: 'True'}]}",
            State.CURRENT,
            ""),
        row("apps/v1 Deployment", two + done + "}", State.IN_PROGRESS, "replicas: 0/2"),
        row(
            "apps/v1 Deployment",
            two + "replicas: 2, updatedReplicas: 1, " + done + "}",
            State.IN_PROGRESS,
            "updated: 1/2"),
        row(
            "apps/v1 Deployment",
            two + "replicas: 3, updatedReplicas: 2, " + done + "}",
            State.IN_PROGRESS,
            "1 pods still to end"),
        row(
            "apps/v1 Deployment",
            two + "replicas: 2, updatedReplicas: 2, availableReplicas: 1, " + done + "}",
            State.IN_PROGRESS,
            "available: 1/2"),
        row(
            "apps/v1 Deployment",
            two + "replicas: 2, updatedReplicas: 2, availableReplicas: 2, " + done + "}",
            State.IN_PROGRESS,
            "ready: 0/2"),
        row(
            "apps/v1 Deployment",
            two + all + ", conditions: [{type: Available, status: 'True'}]}",
            State.IN_PROGRESS,
            "ReplicaSet not available"),
        row(
            "apps/v1 Deployment",
            "spec: {replicas: 2}, status: {" + all + "}",
            State.IN_PROGRESS,
            "Deployment not available"),
        row(
            "apps/v1 Deployment",
            two
                + all
                + ", conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}",
            State.FAILED,
            "progress deadline exceeded"),
        row(
            "apps/v1 StatefulSet",
            set + sets + ", currentRevision: a, updateRevision: a}",
            State.CURRENT,
            ""),
        row(
            "apps/v1 StatefulSet",
            set + sets + ", currentRevision: a, updateRevision: b}",
            State.IN_PROGRESS,
            "waiting for the updated revision"),
        row(
            "apps/v1 StatefulSet",
            set + "replicas: 3, readyReplicas: 2}",
            State.IN_PROGRESS,
            "ready: 2/3"),
        row(
            "apps/v1 StatefulSet",
            set + "replicas: 4, readyReplicas: 4}",
            State.IN_PROGRESS,
            "1 pods still to end"),
        row(
            "apps/v1 StatefulSet",
            set + "replicas: 3, readyReplicas: 3, currentReplicas: 1}",
            State.IN_PROGRESS,
            "current: 1/3"),
        row(
            "apps/v1 StatefulSet",
            "spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {replicas: 3, readyReplicas: 3, updatedReplicas: 1, currentRevision: a, updateRevision: b}",
            State.CURRENT,
            "updated up to partition 2"),
        row(
            "apps/v1 StatefulSet",
            "spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 1}}}, status: {replicas: 3, readyReplicas: 3, updatedReplicas: 1}",
            State.IN_PROGRESS,
            "updated: 1/2"),
        row(
            "apps/v1 StatefulSet",
            "spec: {replicas: 3, updateStrategy: {type: OnDelete}}, status: {replicas: 1}",
            State.CURRENT,
            "pods are updated when they are deleted"),
        row("apps/v1 DaemonSet", "status: {}", State.IN_PROGRESS, "no pods counted yet"),
        row("apps/v1 DaemonSet", daemon + "}", State.IN_PROGRESS, "current: 0/2"),
        row(
            "apps/v1 DaemonSet",
            daemon + ", currentNumberScheduled: 2, updatedNumberScheduled: 1}",
            State.IN_PROGRESS,
            "updated: 1/2"),
        row(
            "apps/v1 DaemonSet",
            daemon + ", currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1}",
            State.IN_PROGRESS,
            "available: 1/2"),
        row(
            "apps/v1 DaemonSet",
            daemon
                + ", currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2}",
            State.CURRENT,
            ""),
        row(
            "apps/v1 ReplicaSet",
            "status: {replicas: 1, fullyLabeledReplicas: 1, availableReplicas: 1, readyReplicas: 1}",
            State.CURRENT,
            ""),
        row("apps/v1 ReplicaSet", "status: {replicas: 1}", State.IN_PROGRESS, "labelled: 0/1"),
        row(
            "apps/v1 ReplicaSet",
            "status: {conditions: [{type: ReplicaFailure, status: 'True', message: quota}]}",
            State.IN_PROGRESS,
            "quota"));
  }

  static Stream<Arguments> podsAndJobs() {
    String unschedulable =
        "status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no nodes}]}";
    return Stream.of(
        row("v1 Pod", "status: {phase: Succeeded}", State.CURRENT, "completed"),
        row("v1 Pod", "status: {phase: Failed}", State.CURRENT, "ended with a failure"),
        row(
            "v1 Pod",
            "status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}",
            State.CURRENT,
            ""),
        row("v1 Pod", "status: {phase: Running}", State.IN_PROGRESS, "not ready"),
        row(
            "v1 Pod",
            "status: {phase: Running, containerStatuses: [{name: app, state: {waiting: {reason: CrashLoopBackOff}}}]}",
            State.FAILED,
            "container app crashes again and again"),
        row("v1 Pod", "status: {phase: Pending}", State.IN_PROGRESS, "not started"),
        row(
            "v1 Pod",
            "metadata: {creationTimestamp: '2026-01-01T00:00:45Z'}, " + unschedulable,
            State.IN_PROGRESS,
            "not scheduled"),
        row(
            "v1 Pod",
            "metadata: {creationTimestamp: '2026-01-01T00:00:44Z'}, " + unschedulable,
            State.FAILED,
            "cannot be scheduled: no nodes"),
        row("batch/v1 Job", "status: {active: 1}", State.IN_PROGRESS, "not complete"),
        row(
            "batch/v1 Job",
            "status: {conditions: [{type: Complete, status: 'True'}]}",
            State.CURRENT,
            ""),
        row(
            "batch/v1 Job",
            "status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}",
            State.FAILED,
            "BackoffLimitExceeded"));
  }

  @ParameterizedTest
  @MethodSource({"workloads", "podsAndJobs"})
  void aWorkloadIsAsItsStatusSays(String kind, String rest, State state, String message) {
    HealthRow.check(kind, rest, state, message);
  }
}
