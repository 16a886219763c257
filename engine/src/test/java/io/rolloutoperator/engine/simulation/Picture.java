package io.rolloutoperator.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who gets traffic and who has pods at one moment.
 *
 * @param replicas {@code spec.replicas} of the Rollout
 * @param wanted {@code spec.replicas} by hash
 * @param available serving pods by hash
 * @param selected hash that each Service selects; "" if none
 * @param weights of the Services in each weighted rule
 * @param served the weights that clients meet, in each weighted rule
 */
record Picture(
    int replicas,
    Map<String, Integer> wanted,
    Map<String, Integer> available,
    Map<String, String> selected,
    List<Map<String, Integer>> weights,
    List<Map<String, Integer>> served) {

  static Picture of(SimulatedWorld world) {
    Map<String, Integer> wanted = new TreeMap<>();
    Map<String, Integer> available = new TreeMap<>();
    world
        .replicaSets()
        .forEach(
            rs -> {
              wanted.put(rs.hash(), rs.specReplicas());
              available.put(rs.hash(), rs.available());
            });
    Map<String, String> selected = new TreeMap<>();
    world.services().forEach((name, service) -> selected.put(name, service.hash()));
    return new Picture(
        world.replicas(),
        wanted,
        available,
        selected,
        world.routes().weightedRules(),
        world.routes().served());
  }

  int wanted(String hash) {
    return wanted.getOrDefault(hash, 0);
  }

  int available(String hash) {
    return available.getOrDefault(hash, 0);
  }

  int totalWanted() {
    return wanted.values().stream().mapToInt(Integer::intValue).sum();
  }

  int totalAvailable() {
    return available.values().stream().mapToInt(Integer::intValue).sum();
  }

  String selected(String service) {
    return selected.getOrDefault(service, "");
  }

  /** Weight of a Service, the highest of all rules. */
  int weight(String service) {
    return weights.stream().mapToInt(rule -> rule.getOrDefault(service, 0)).max().orElse(0);
  }

  /** Percent of the traffic that pods of this hash get, the highest of all rules. */
  int share(String hash) {
    return share(hash, weights);
  }

  private int share(String hash, List<Map<String, Integer>> rules) {
    return rules.stream()
        .mapToInt(
            rule ->
                rule.entrySet().stream()
                    .filter(entry -> selected(entry.getKey()).equals(hash))
                    .mapToInt(Map.Entry::getValue)
                    .sum())
        .max()
        .orElse(0);
  }

  /**
   * Pods that the share of this hash takes, of so many for all traffic: in proportion, rounded up,
   * and at least one; none where nobody wants pods at all.
   */
  int need(String hash, int of) {
    return need(hash, of, weights);
  }

  /** The same for the weights that clients meet. */
  int servedNeed(String hash, int of) {
    return need(hash, of, served);
  }

  private int need(String hash, int of, List<Map<String, Integer>> rules) {
    int share = hash.isEmpty() ? 0 : share(hash, rules);
    return share == 0 || of == 0 ? 0 : Math.max(1, (share * of + 99) / 100);
  }

  /** Every hash that has pods or traffic. */
  List<String> hashes() {
    List<String> hashes = new ArrayList<>(wanted.keySet());
    selected.values().stream()
        .filter(hash -> !hash.isEmpty() && !hashes.contains(hash))
        .forEach(hashes::add);
    return hashes;
  }
}
