package io.rolloutoperator.testkit.node;

import io.rolloutoperator.testkit.cluster.Api;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What all pods of a node share.
 *
 * @param directory of the pods' volumes and logs
 * @param partitioned whether the node is cut off: nothing is done or reported
 */
record NodeContext(
    String node,
    Api api,
    Map<PodKind, ContainerRuntime> runtimes,
    PodAddresses addresses,
    SimRules rules,
    AgentSettings settings,
    NodeEvents events,
    Path directory,
    BooleanSupplier partitioned) {}
