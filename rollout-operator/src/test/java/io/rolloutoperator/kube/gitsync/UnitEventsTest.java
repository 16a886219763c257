package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What the log says of a GitSync. */
class UnitEventsTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(UnitEvents.class);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    LOGGER.addAppender(lines);
    LOGGER.setLevel(Level.INFO);
  }

  @AfterEach
  void leave() {
    LOGGER.detachAppender(lines);
    LOGGER.setLevel(null);
  }

  @Test
  void eachEventIsALineOfItsUnitWithItsReason() {
    UnitEvents events = new UnitEvents((_, _, _, _) -> {});
    ObjectNode gitSync = JsonNodeFactory.instance.objectNode();
    gitSync.putObject("metadata").put("namespace", "shop").put("name", "web");
    events.normal(gitSync, "", "Pruned", "main@1a2b3c4: ConfigMap shop/old");
    events.warning(gitSync, "", "PruneBlocked", "would delete 9 of 9 objects");
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "GitSync shop/web: Pruned: main@1a2b3c4: ConfigMap shop/old",
            "GitSync shop/web: PruneBlocked: would delete 9 of 9 objects");
    assertThat(lines.list.getFirst().getKeyValuePairs())
        .containsExactly(
            new KeyValuePair("kind", "GitSync"),
            new KeyValuePair("namespace", "shop"),
            new KeyValuePair("name", "web"),
            new KeyValuePair("code", "Pruned"));
  }
}
