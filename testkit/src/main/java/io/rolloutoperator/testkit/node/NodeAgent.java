package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.ListWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A node: does for pods bound to it what a kubelet does, with a kubelet's rights and nothing more
 * ({@code system:node:NAME}, Node authorizer, NodeRestriction).
 */
public final class NodeAgent implements AutoCloseable {
  private final Api api;
  private final NodeRegistration registration;
  private final NodeContext context;
  private final Map<String, PodActor> actors = new ConcurrentHashMap<>();
  private final Thread heart;
  private final ListWatch pods;
  private final SimRules rules;
  private volatile boolean partitioned;

  private NodeAgent(ControlPlane plane, String node, AgentSettings settings, PodAddresses addresses)
      throws IOException {
    this.api = plane.api(node, "testkit-node-agent");
    this.registration = new NodeRegistration(api, node);
    this.rules = new SimRules(this::wakeAll);
    this.context =
        new NodeContext(
            node,
            api,
            Map.of(
                PodKind.SIM, new SimRuntime(rules),
                PodKind.HTTP, new HttpRuntime(),
                PodKind.PROCESS, new ProcessRuntime()),
            addresses,
            rules,
            settings,
            new NodeEvents(api, node),
            plane.files().root(),
            () -> partitioned);
    registration.register();
    this.heart = Thread.ofVirtual().name("heart of " + node).start(this::beat);
    this.pods =
        ListWatch.start(api, "/api/v1/pods?fieldSelector=spec.nodeName%3D" + node, new Pods());
  }

  /** Registers the node and starts to serve its pods. */
  public static NodeAgent start(ControlPlane plane, String node, AgentSettings settings) {
    return start(plane, List.of(node), settings).getFirst();
  }

  /** Starts several nodes that share the range of pod addresses. */
  public static List<NodeAgent> start(
      ControlPlane plane, List<String> nodes, AgentSettings settings) {
    PodAddresses addresses = new PodAddresses();
    return nodes.stream()
        .map(
            node -> {
              try {
                return new NodeAgent(plane, node, settings, addresses);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  private final class Pods implements ListWatch.Handler {
    @Override
    public void listed(List<JsonNode> objects) {
      Set<String> present = objects.stream().map(NodeAgent::uid).collect(Collectors.toSet());
      actors.forEach(
          (uid, actor) -> {
            if (!present.contains(uid)) {
              actor.vanished();
            }
          });
      objects.forEach(this::changed);
    }

    @Override
    public void changed(JsonNode pod) {
      PodActor actor = actors.get(uid(pod));
      if (actor != null) {
        actor.observe(pod);
      } else if (!isOver(pod)) {
        String uid = uid(pod);
        PodActor started = new PodActor(context, pod, () -> actors.remove(uid));
        actors.put(uid, started);
        started.start();
      }
    }

    @Override
    public void deleted(JsonNode pod) {
      PodActor actor = actors.get(uid(pod));
      if (actor != null) {
        actor.vanished();
      }
    }

    /** An ended pod needs nothing any more, unless somebody wants it removed. */
    private boolean isOver(JsonNode pod) {
      String phase = pod.path("status").path("phase").asText();
      return (phase.equals("Succeeded") || phase.equals("Failed"))
          && !pod.path("metadata").has("deletionTimestamp");
    }
  }

  private static String uid(JsonNode pod) {
    return pod.path("metadata").path("uid").asText();
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(context.settings().leaseEvery());
        if (!partitioned) {
          beatOnce();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void beatOnce() {
    try {
      registration.beat();
    } catch (IOException _) {
      // the API server is away; the next beat tries again
    }
  }

  private void wakeAll() {
    actors.values().forEach(PodActor::wake);
  }

  /** Returns what tests tell the pods while they run. */
  public SimRules rules() {
    return rules;
  }

  /** Returns how many pods the node holds. */
  public int podCount() {
    return actors.size();
  }

  /** Reports the node ready or not ready, as a kubelet with a broken runtime does. */
  public void setReady(boolean ready) {
    try {
      registration.setReady(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Cuts the node off or joins it again: while cut off it sends no heartbeat, reports nothing and
   * ends no pod; the pods' processes go on.
   */
  public void partition(boolean cutOff) {
    partitioned = cutOff;
    wakeAll();
  }

  /** Ends all pods' processes and listeners without telling the API server. */
  @Override
  public void close() {
    heart.interrupt();
    pods.close();
    partitioned = true;
    actors.values().forEach(PodActor::vanished);
    api.close();
  }
}
