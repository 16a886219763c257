package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The health of objects of one kind, when the rules for all kinds have not decided. */
@FunctionalInterface
interface KindRule {
  Health of(ObjectNode live, Instant now);
}
