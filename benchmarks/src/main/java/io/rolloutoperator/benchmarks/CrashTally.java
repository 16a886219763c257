package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Counts, after each commit, what crashes have done to the objects of all apps. */
final class CrashTally {
  private static final String LABEL = "?labelSelector=rollout-operator.io/sync";

  /** Each kind: its group, its plural, and the path of all its objects. */
  private record Kind(String kind, String group, String plural, String path, boolean traffic) {
    String id(String name) {
      return String.join("_", World.NAMESPACE, name, group, kind);
    }

    String list() {
      return path + "/namespaces/" + World.NAMESPACE + "/" + plural + LABEL;
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("ServiceAccount", "", "serviceaccounts", "/api/v1", false),
          new Kind("Deployment", "apps", "deployments", "/apis/apps/v1", false),
          new Kind("Service", "", "services", "/api/v1", true),
          new Kind(
              "HTTPRoute",
              "gateway.networking.k8s.io",
              "httproutes",
              "/apis/gateway.networking.k8s.io/v1",
              true));

  private final World world;
  private final int apps;
  private final Set<String> orphans = new TreeSet<>();
  private final Set<String> missing = new TreeSet<>();
  private final Set<String> lostPrunes = new TreeSet<>();
  private final Set<String> doubleCreates = new TreeSet<>();
  private Map<String, String> uids = Map.of();
  private int creates;
  private int deletes;

  CrashTally(World world, int apps) {
    this.world = world;
    this.apps = apps;
  }

  /**
   * Counts after a commit that is ready everywhere.
   *
   * @param traffic whether its apps have their Service and HTTPRoute
   * @param begin when it was made
   */
  void count(SyncedApps synced, boolean traffic, Instant begin) throws IOException {
    Map<String, String> live = live();
    Set<String> wanted = wanted(traffic);
    Set<String> listed = listed(synced);
    for (String id : live.keySet()) {
      if (!wanted.contains(id)) {
        lostPrunes.add(id);
      }
      if (!listed.contains(id)) {
        orphans.add(id);
      }
    }
    listed.stream().filter(id -> !live.containsKey(id)).forEach(orphans::add);
    wanted.stream().filter(id -> !live.containsKey(id)).forEach(missing::add);
    countCreates(live, begin);
    uids = live;
  }

  /** An object is made once in a commit, and one that stays is not made anew. */
  private void countCreates(Map<String, String> live, Instant begin) {
    Map<String, Integer> made = new HashMap<>();
    for (AuditEntry entry : world.writes(begin, Instant.MAX)) {
      if (entry.isImpersonated() && entry.code() == 201) {
        made.merge(entry.resource() + "/" + entry.name(), 1, Integer::sum);
        creates++;
      }
      if (entry.isImpersonated() && entry.isDone() && entry.verb().equals("delete")) {
        deletes++;
      }
    }
    made.forEach(
        (object, times) -> {
          if (times > 1) {
            doubleCreates.add(object);
          }
        });
    live.forEach(
        (id, uid) -> {
          if (!uids.getOrDefault(id, uid).equals(uid)) {
            doubleCreates.add(id);
          }
        });
  }

  /** The uids of objects that carry a unit's mark, by what an inventory calls them. */
  private Map<String, String> live() throws IOException {
    Map<String, String> live = new HashMap<>();
    for (Kind kind : KINDS) {
      for (JsonNode object : world.list(kind.list())) {
        live.put(
            kind.id(object.at("/metadata/name").asText()), object.at("/metadata/uid").asText());
      }
    }
    return live;
  }

  private Set<String> wanted(boolean traffic) {
    Set<String> wanted = new HashSet<>();
    for (Kind kind : KINDS) {
      for (int i = 0; i < apps && (traffic || !kind.traffic()); i++) {
        wanted.add(kind.id(SyncedApps.name(i)));
      }
    }
    return wanted;
  }

  private static Set<String> listed(SyncedApps synced) throws IOException {
    return synced.stored().stream()
        .flatMap(sync -> sync.at("/status/inventory/entries").valueStream())
        .map(entry -> entry.path("id").asText())
        .collect(Collectors.toSet());
  }

  void tell(Report report) {
    report.line("objects created: %d, deleted: %d".formatted(creates, deletes));
    tell(report, "orphans, unlisted or listed and absent", orphans);
    tell(report, "double creates", doubleCreates);
    tell(report, "lost prunes", lostPrunes);
    tell(report, "objects missing", missing);
  }

  private static void tell(Report report, String what, Set<String> which) {
    report.line(
        "%s: %d (goal: 0)%s".formatted(what, which.size(), which.isEmpty() ? "" : " " + which));
  }
}
