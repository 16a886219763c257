package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** A node's object and its heartbeat. */
final class NodeRegistration {
  /** All nodes' address: that of the network namespace. */
  static final String ADDRESS = "10.244.0.1";

  private static final Map<String, String> CAPACITY =
      Map.of("cpu", "1000", "memory", "4Ti", "pods", "20000", "ephemeral-storage", "4Ti");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Api api;
  private final String node;

  NodeRegistration(Api api, String node) {
    this.api = api;
    this.node = node;
  }

  /** Creates the node, ready from the first moment on, so that nothing taints it. */
  void register() throws IOException {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "Node");
    ObjectNode metadata = object.putObject("metadata").put("name", node);
    metadata
        .putObject("labels")
        .put("kubernetes.io/hostname", node)
        .put("kubernetes.io/os", "linux")
        .put("kubernetes.io/arch", "amd64");
    ObjectNode status = object.putObject("status");
    for (String field : new String[] {"capacity", "allocatable"}) {
      ObjectNode resources = status.putObject(field);
      CAPACITY.forEach(resources::put);
    }
    ArrayNode addresses = status.putArray("addresses");
    addresses.addObject().put("type", "InternalIP").put("address", ADDRESS);
    addresses.addObject().put("type", "Hostname").put("address", node);
    status.set("conditions", conditions(true));
    status
        .putObject("nodeInfo")
        .put("kubeletVersion", "v1.36.3-testkit")
        .put("osImage", "linux")
        .put("operatingSystem", "linux")
        .put("architecture", "amd64")
        .put("containerRuntimeVersion", "testkit://1")
        .put("kernelVersion", "")
        .put("kubeProxyVersion", "")
        .put("machineID", "")
        .put("systemUUID", "")
        .put("bootID", "");
    Api.Response response = api.post("/api/v1/nodes", object);
    if (response.status() != 409) {
      response.orThrow("node " + node);
    }
    beat();
  }

  private static ArrayNode conditions(boolean ready) {
    ArrayNode conditions = Json.array();
    add(conditions, "MemoryPressure", false, "KubeletHasSufficientMemory");
    add(conditions, "DiskPressure", false, "KubeletHasNoDiskPressure");
    add(conditions, "PIDPressure", false, "KubeletHasSufficientPID");
    add(conditions, "Ready", ready, ready ? "KubeletReady" : "KubeletNotReady");
    return conditions;
  }

  private static void add(ArrayNode conditions, String type, boolean value, String reason) {
    String now = ContainerState.seconds(Instant.now());
    conditions
        .addObject()
        .put("type", type)
        .put("status", value ? "True" : "False")
        .put("reason", reason)
        .put("message", "")
        .put("lastHeartbeatTime", now)
        .put("lastTransitionTime", now);
  }

  /** Reports the node ready or not ready. */
  void setReady(boolean ready) throws IOException {
    ObjectNode patch = Json.object();
    patch.putObject("status").set("conditions", conditions(ready));
    api.patch("/api/v1/nodes/" + node + "/status", Api.Patch.STRATEGIC, patch)
        .orThrow("status of node " + node);
  }

  /** Renews the node's lease. */
  void beat() throws IOException {
    String leases = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";
    ObjectNode patch = Json.object();
    patch.putObject("spec").put("renewTime", MICROS.format(Instant.now()));
    if (api.patch(leases + "/" + node, Api.Patch.MERGE, patch).status() != 404) {
      return;
    }
    ObjectNode lease =
        Json.object().put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    lease.putObject("metadata").put("name", node).put("namespace", "kube-node-lease");
    lease
        .putObject("spec")
        .put("holderIdentity", node)
        .put("leaseDurationSeconds", 40)
        .put("renewTime", MICROS.format(Instant.now()));
    api.post(leases, lease);
  }
}
