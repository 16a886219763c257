package io.rolloutoperator.gitsync.manifest;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/** Cuts the events of a file into documents. */
final class DocumentParser {

  private final String file;
  private final Parser events;
  private final YamlLimits limits;
  private final NodeCount unit;

  DocumentParser(String file, Parser events, YamlLimits limits, NodeCount unit) {
    this.file = file;
    this.events = events;
    this.limits = limits;
    this.unit = unit;
  }

  List<YamlDocument> documents() {
    List<YamlDocument> documents = new ArrayList<>();
    int seen = 0;
    while (events.hasNext()) {
      if (events.next().getEventId() != Event.ID.DocumentStart) {
        continue;
      }
      if (++seen > limits.documents()) {
        throw BuildException.in(file, "more than " + limits.documents() + " documents");
      }
      YamlDocument document = document();
      if (!document.root().isNull()) {
        documents.add(document);
      }
    }
    return documents;
  }

  private YamlDocument document() {
    int line = firstLine();
    KeyLines lines = new KeyLines(line);
    TreeBuilder builder = new TreeBuilder(file, events, limits, unit, lines);
    var root = builder.root();
    return new YamlDocument(
        root, new Origin(file, root.isObject() ? lines.first(root) : line), lines);
  }

  private int firstLine() {
    return TreeBuilder.line(events.peekEvent());
  }
}
