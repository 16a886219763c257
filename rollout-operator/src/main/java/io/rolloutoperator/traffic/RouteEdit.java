package io.rolloutoperator.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A change of one route object.
 *
 * @param desired the whole object after the change
 * @param patch the same as an RFC 7386 merge patch. It carries {@code metadata.resourceVersion}, so
 *     that a concurrent change of the object is answered with a conflict and never lost
 */
public record RouteEdit(RouteRef ref, JsonNode desired, ObjectNode patch) {}
