package io.rolloutoperator.engine.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One write to a route object.
 *
 * @param version API version that the route was read in, such as {@code v1}
 * @param mergePatch RFC 7386 patch. It holds nothing that is not ours, except that lists are
 *     replaced whole, and carries {@code metadata.resourceVersion}, so that a concurrent change of
 *     the route is answered with a conflict and never lost
 */
public record RouteEdit(RouteRef ref, String version, ObjectNode mergePatch) {}
