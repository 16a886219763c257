package io.rolloutoperator.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.node.NodeAgent;
import io.rolloutoperator.testkit.node.SimRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.awaitility.pollinterval.PollInterval;

/** The namespace of one test class, and what the class started in it. */
public final class TestNamespace implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  /**
   * Soon at first, as most things take a moment only, then seldom: looks of tests were a quarter of
   * all requests to the API server.
   */
  private static final PollInterval POLL =
      IterativePollInterval.iterative(TestNamespace::pauseAfter, Duration.ofMillis(50));

  /**
   * Collections that controllers, nodes and proxies look at, owners first. The namespace stays: to
   * delete one takes two hundred requests, for all kinds there are.
   */
  private static final List<String> WORKED_ON =
      List.of(
          "/apis/rollout-operator.io/v1alpha1/namespaces/%s/gitsyncs",
          "/apis/argoproj.io/v1alpha1/namespaces/%s/rollouts",
          "/apis/argoproj.io/v1alpha1/namespaces/%s/experiments",
          "/apis/argoproj.io/v1alpha1/namespaces/%s/analysisruns",
          "/apis/apps/v1/namespaces/%s/deployments",
          "/apis/apps/v1/namespaces/%s/statefulsets",
          "/apis/apps/v1/namespaces/%s/replicasets",
          "/apis/apps/v1/namespaces/%s/daemonsets",
          "/apis/batch/v1/namespaces/%s/cronjobs",
          "/apis/batch/v1/namespaces/%s/jobs",
          "/apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers",
          "/apis/gateway.networking.k8s.io/v1/namespaces/%s/httproutes",
          "/apis/gateway.networking.k8s.io/v1/namespaces/%s/grpcroutes",
          "/api/v1/namespaces/%s/services",
          "/api/v1/namespaces/%s/pods");

  private static final ObjectNode BACKGROUND = Json.object().put("propagationPolicy", "Background");

  private final TestCluster cluster;
  private final String name;
  private final KubernetesClient client;
  private final List<OperatorIdentity> identities = new ArrayList<>();
  private final List<RunningOperator> operators = new ArrayList<>();
  private final List<TestNamespace> siblings = new CopyOnWriteArrayList<>();

  private TestNamespace(TestCluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
    this.client = TestCluster.client(cluster.kubeconfig(), name);
  }

  static TestNamespace create(TestCluster cluster, String name) {
    ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
    namespace.putObject("metadata").put("name", name);
    try {
      cluster.api().post("/api/v1/namespaces", namespace).orThrow("namespace " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestNamespace created = new TestNamespace(cluster, name);
    created.await(
        "ServiceAccount default of " + name,
        () -> created.get("/api/v1/namespaces/" + name + "/serviceaccounts/default").ok());
    return created;
  }

  /** Creates another namespace, {@code NAME-suffix}, which goes with this one. */
  public TestNamespace sibling(String suffix) {
    TestNamespace sibling = create(cluster, name + "-" + suffix);
    siblings.add(sibling);
    return sibling;
  }

  /** Returns the namespace's name. */
  public String name() {
    return name;
  }

  /** Returns the cluster. */
  public TestCluster cluster() {
    return cluster;
  }

  /** Returns the administrator's fabric8 client, in this namespace. */
  public KubernetesClient client() {
    return client;
  }

  /** Applies all objects of a YAML text, malformed fields included, and returns them as stored. */
  public List<JsonNode> apply(String yaml) {
    return cluster.resources().apply(yaml, name);
  }

  /**
   * Reads an object of this namespace.
   *
   * @return a missing node if there is none
   */
  public JsonNode read(String apiVersion, String kind, String object) {
    Api.Response response = get(path(apiVersion, kind, object));
    return response.status() == 404
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : response.orThrow(kind + " " + object);
  }

  /** Changes an object by a merge patch written as YAML or JSON, and returns it as stored. */
  public JsonNode patch(String apiVersion, String kind, String object, String yaml) {
    return patchPath(path(apiVersion, kind, object), yaml);
  }

  /** Changes an object's status by a merge patch written as YAML or JSON. */
  public JsonNode patchStatus(String apiVersion, String kind, String object, String yaml) {
    return patchPath(path(apiVersion, kind, object) + "/status", yaml);
  }

  private JsonNode patchPath(String path, String yaml) {
    try {
      return cluster
          .api()
          .patch(path, Api.Patch.MERGE, Json.yaml(yaml).getFirst())
          .orThrow("patch " + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes an object, its dependents in the background. Does nothing if it is absent. */
  public void delete(String apiVersion, String kind, String object) {
    try {
      Api.Response response = cluster.api().delete(path(apiVersion, kind, object), Json.object());
      if (response.status() != 404) {
        response.orThrow("delete " + kind + " " + object);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path(String apiVersion, String kind, String object) {
    ObjectNode reference = Json.object().put("apiVersion", apiVersion).put("kind", kind);
    reference.putObject("metadata").put("name", object);
    return cluster.resources().path(reference, name);
  }

  private Api.Response get(String path) {
    try {
      return cluster.api().get(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the pods with these labels, also those that are being removed. */
  public List<JsonNode> pods(Map<String, String> labels) {
    String selector =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    String path =
        "/api/v1/namespaces/"
            + name
            + "/pods?labelSelector="
            + URLEncoder.encode(selector, StandardCharsets.UTF_8);
    return Json.elements(get(path).orThrow("pods").path("items")).toList();
  }

  /** Returns the events of this namespace. */
  public List<JsonNode> events() {
    String path = "/api/v1/namespaces/" + name + "/events";
    return Json.elements(get(path).orThrow("events").path("items")).toList();
  }

  /** Waits up to 60 s until there are exactly so many pods with these labels, all ready. */
  public void awaitReadyPods(Map<String, String> labels, int count) {
    await(
        count + " ready pods " + labels,
        () -> {
          List<JsonNode> pods = pods(labels);
          return pods.size() == count && pods.stream().allMatch(TestNamespace::isReady);
        });
  }

  /** Returns whether a pod's Ready condition is true. */
  public static boolean isReady(JsonNode pod) {
    return Json.elements(pod.path("status").path("conditions"))
        .anyMatch(
            condition ->
                condition.path("type").asText().equals("Ready")
                    && condition.path("status").asText().equals("True"));
  }

  /** Waits up to 60 s, or more for others' nodes, until it holds; while it throws, it does not. */
  public void await(String what, Callable<Boolean> condition) {
    await(what, cluster.patience(), condition);
  }

  /** Waits until the condition holds, at most so long; while it throws, it does not. */
  public void await(String what, Duration atMost, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(atMost)
        .pollInterval(POLL)
        .pollDelay(Duration.ZERO)
        .ignoreExceptions()
        .until(condition);
  }

  private static Duration pauseAfter(Duration pause) {
    Duration longer = pause.multipliedBy(5).dividedBy(4);
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  /** Tells the pods of all nodes something; use this namespace's {@link #name()} in targets. */
  public void rules(Consumer<SimRules> telling) {
    cluster.nodes().stream().map(NodeAgent::rules).forEach(telling);
  }

  /**
   * Makes an operator's identity from a manifest of ServiceAccount, roles and bindings.
   *
   * @param rbacYaml the operator's own manifest; other kinds in it are left out
   */
  public OperatorIdentity identity(String rbacYaml) {
    RbacManifest manifest = RbacManifest.in(name, rbacYaml);
    for (ObjectNode object : manifest.objects()) {
      cluster.resources().apply(object, name).orThrow("apply " + object.path("kind").asText());
    }
    return identityOf(manifest.serviceAccount());
  }

  /** Makes an operator's identity of a ServiceAccount that this namespace has, with its rights. */
  public OperatorIdentity identityOf(String account) {
    OperatorIdentity identity =
        new OperatorIdentity(
            "system:serviceaccount:" + name + ":" + account,
            cluster.accountKubeconfig(name, account));
    identities.add(identity);
    return identity;
  }

  /** Starts an operator and waits until it is ready; it is ended with the class. */
  public OperatorProcess start(OperatorCommand command) {
    return launch(command).awaitReady();
  }

  /** Starts an operator and does not wait; it is ended with the class. */
  public OperatorProcess launch(OperatorCommand command) {
    OperatorProcess process = OperatorProcess.start(command, nextLog());
    operators.add(process);
    return process;
  }

  /**
   * Starts an operator of a kind of one's own and waits until it is ready; it is ended with the
   * class.
   *
   * @param start starts it with the file for its log
   */
  public <T extends LocalOperator> T start(Function<Path, T> start) {
    T operator = start.apply(nextLog());
    operators.add(operator);
    operator.awaitReady();
    return operator;
  }

  private Path nextLog() {
    String file = name + ".operator-" + operators.size() + ".log";
    return cluster.controlPlane().files().logs().resolve(file);
  }

  /**
   * Starts an operator in a pod of a foreign cluster and waits until it is ready; it is ended with
   * the class.
   *
   * @param deployment the operator's own manifest; other kinds in it are left out
   * @param arguments in place of the manifest's
   */
  public OperatorPod start(String deployment, List<String> arguments) {
    OperatorPod pod = OperatorPod.start(this, deployment, arguments);
    operators.add(pod);
    return pod.awaitReady();
  }

  List<OperatorIdentity> identities() {
    return identities;
  }

  List<RunningOperator> operators() {
    return operators;
  }

  /** This one and those that go with it. */
  List<TestNamespace> withSiblings() {
    return Stream.concat(Stream.of(this), siblings.stream()).toList();
  }

  /** Ends the operators and deletes what others would go on working on. Waits for no end. */
  @Override
  public void close() {
    try {
      closeAll(operators);
    } finally {
      closeRest();
    }
  }

  /** Each, whatever becomes of the others. */
  private static void closeAll(List<RunningOperator> operators) {
    List<IllegalStateException> failures = new ArrayList<>();
    for (RunningOperator operator : operators) {
      try {
        operator.close();
      } catch (IllegalStateException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      IllegalStateException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private void closeRest() {
    siblings.forEach(TestNamespace::close);
    client.close();
    if (cluster.foreign().isPresent()) {
      delete("v1", "Namespace", name);
      return;
    }
    rules(rules -> rules.clear(name));
    try {
      for (String kind : WORKED_ON) {
        Api.Response response = cluster.api().delete(kind.formatted(name), BACKGROUND);
        if (response.status() != 404) {
          response.orThrow("clean up " + kind.formatted(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
