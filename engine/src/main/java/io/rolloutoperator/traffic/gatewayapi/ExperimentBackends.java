package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.traffic.Destination;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps a backend per running experiment in a rule, and takes away those of experiments that ended.
 * Backends that were not written for an experiment stay.
 *
 * @param namespace of the experiments' Services
 */
record ExperimentBackends(TrafficTarget target, String namespace) {

  void edit(ObjectNode rule) {
    if (rule.get("backendRefs") instanceof ArrayNode backends) {
      removeEnded(backends);
      target.additional().forEach(destination -> put(rule, backends, destination));
    }
  }

  private void removeEnded(ArrayNode backends) {
    Set<String> running =
        target.additional().stream().map(Destination::service).collect(Collectors.toSet());
    for (int i = backends.size() - 1; i >= 0; i--) {
      String name = backends.get(i).path("name").asText("");
      if (target.ownedServices().contains(name) && !running.contains(name)) {
        backends.remove(i);
      }
    }
  }

  private void put(ObjectNode rule, ArrayNode backends, Destination destination) {
    ObjectNode backend =
        Rules.backend(rule, destination.service())
            .orElseGet(
                () ->
                    backends
                        .addObject()
                        .put("name", destination.service())
                        .put("namespace", namespace));
    if (backend.path("port").asInt(-1) != destination.port()) {
      backend.put("port", destination.port());
    }
    if (backend.path("weight").asLong(1) != destination.weight() || !backend.has("weight")) {
      backend.put("weight", destination.weight());
    }
  }
}
