package io.rolloutoperator.testkit.cluster;

import java.util.List;
import java.util.Map;

/** The command line of each role. */
final class RoleFlags {
  static final String ADDRESS = "10.244.0.1";
  static final int PORT = 6443;
  static final int CONTROLLER_MANAGER_PORT = 10257;
  static final int SCHEDULER_PORT = 10259;
  static final int ETCD_PORT = 2379;
  private static final String SERVICES = "10.96.0.0/16";

  /** What tests need; left out are those that want a cloud, volumes or certificates. */
  private static final List<String> CONTROLLERS =
      List.of(
          "serviceaccount-controller",
          "serviceaccount-token-controller",
          "root-ca-certificate-publisher-controller",
          "namespace-controller",
          "garbage-collector-controller",
          "pod-garbage-collector-controller",
          "deployment-controller",
          "replicaset-controller",
          "statefulset-controller",
          "daemonset-controller",
          "job-controller",
          "cronjob-controller",
          "ttl-after-finished-controller",
          "endpoints-controller",
          "endpointslice-controller",
          "endpointslice-mirroring-controller",
          "disruption-controller",
          "horizontal-pod-autoscaler-controller",
          "resourcequota-controller",
          "clusterrole-aggregation-controller",
          "validatingadmissionpolicy-status-controller",
          "taint-eviction-controller",
          "node-lifecycle-controller");

  /**
   * Go collects garbage when the heap has grown fourfold, not twofold: a quarter less of an API
   * server's processor time at its start, a seventh later, for 350 MB. Near the limit it collects
   * more often again.
   */
  static final Map<String, String> ENVIRONMENT = Map.of("GOGC", "300", "GOMEMLIMIT", "2GiB");

  private RoleFlags() {}

  static List<String> of(Role role, ClusterFiles files) {
    return switch (role) {
      case ETCD -> List.of("--data-dir=" + files.store(), "--client-port=" + ETCD_PORT);
      case API_SERVER -> apiServer(files);
      case CONTROLLER_MANAGER -> controllerManager(files);
      case SCHEDULER -> scheduler(files);
    };
  }

  private static List<String> apiServer(ClusterFiles files) {
    return List.of(
        "--etcd-servers=http://127.0.0.1:" + ETCD_PORT,
        "--bind-address=0.0.0.0",
        "--secure-port=" + PORT,
        "--advertise-address=" + ADDRESS, // must not be loopback
        "--tls-cert-file=" + files.certificate("apiserver"),
        "--tls-private-key-file=" + files.key("apiserver"),
        "--client-ca-file=" + files.authority(),
        "--service-cluster-ip-range=" + SERVICES,
        "--allow-privileged=true",
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction,OwnerReferencesPermissionEnforcement",
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        "--service-account-key-file=" + files.pki().resolve("sa.pub"),
        "--service-account-signing-key-file=" + files.key("sa"),
        "--kubelet-client-certificate=" + files.certificate("kubelet-client"),
        "--kubelet-client-key=" + files.key("kubelet-client"),
        "--kubelet-certificate-authority=" + files.authority(),
        "--kubelet-preferred-address-types=InternalIP",
        "--requestheader-client-ca-file=" + files.authority(),
        "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-username-headers=X-Remote-User",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        "--proxy-client-cert-file=" + files.certificate("front-proxy"),
        "--proxy-client-key-file=" + files.key("front-proxy"),
        "--enable-aggregator-routing=true",
        "--audit-policy-file=" + files.auditPolicy(),
        "--audit-log-path=" + files.auditLog(),
        "--audit-log-maxsize=4096", // MB: never rotated within a test run
        "--event-ttl=30m",
        "--shutdown-delay-duration=0s",
        "--profiling=false");
  }

  private static List<String> controllerManager(ClusterFiles files) {
    return List.of(
        "--kubeconfig=" + files.kubeconfig("controller-manager"),
        "--bind-address=127.0.0.1",
        "--secure-port=" + CONTROLLER_MANAGER_PORT,
        "--leader-elect=false",
        "--use-service-account-credentials=true",
        "--service-account-private-key-file=" + files.key("sa"),
        "--root-ca-file=" + files.authority(),
        "--cluster-signing-cert-file=" + files.authority(),
        "--cluster-signing-key-file=" + files.key("ca"),
        "--kube-api-qps=500",
        "--kube-api-burst=1000",
        "--min-resync-period=12h",
        "--horizontal-pod-autoscaler-sync-period=2s",
        "--horizontal-pod-autoscaler-initial-readiness-delay=1s",
        "--horizontal-pod-autoscaler-cpu-initialization-period=2s",
        "--horizontal-pod-autoscaler-downscale-stabilization=5s",
        "--controllers=" + String.join(",", CONTROLLERS));
  }

  private static List<String> scheduler(ClusterFiles files) {
    return List.of(
        "--kubeconfig=" + files.kubeconfig("scheduler"),
        "--bind-address=127.0.0.1",
        "--secure-port=" + SCHEDULER_PORT,
        "--leader-elect=false",
        "--kube-api-qps=500",
        "--kube-api-burst=1000");
  }
}
