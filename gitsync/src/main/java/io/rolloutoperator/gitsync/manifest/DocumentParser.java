package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/** Cuts the events of a YAML file into documents. */
final class DocumentParser {

  private final Parser events;
  private final Budget budget;

  DocumentParser(Parser events, Budget budget) {
    this.events = events;
    this.budget = budget;
  }

  List<YamlDocument> documents() {
    List<YamlDocument> documents = new ArrayList<>();
    while (events.hasNext()) {
      if (events.next().getEventId() != Event.ID.DocumentStart) {
        continue;
      }
      budget.document();
      YamlDocument document = document();
      if (!document.root().isNull()) {
        documents.add(document);
      }
    }
    return documents;
  }

  private YamlDocument document() {
    KeyLines lines = new KeyLines(TreeBuilder.line(events.peekEvent()));
    JsonNode root = new TreeBuilder(events, budget, lines).root();
    return new YamlDocument(root, budget.origin(lines.first(root)), lines);
  }
}
