package io.rolloutoperator.kube.runtime;

import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.metrics.ControllerMetrics;

/**
 * What controllers work with. Everything in it outlives them.
 *
 * @param clients reading, for informers
 * @param api live reads and every write
 * @param writes read-your-writes
 * @param events takes Events
 * @param releases is shown Rollouts
 * @param syncs is shown GitSyncs
 * @param metrics counts
 * @param settings what the user decided
 */
public record ControllerContext(
    ApiClients clients,
    ObjectApi api,
    WriteFence writes,
    EventSink events,
    ReleaseListener releases,
    SyncListener syncs,
    ControllerMetrics metrics,
    ControllerSettings settings) {}
