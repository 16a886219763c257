package io.rolloutoperator.testkit.dataplane;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Tells Prometheus which processes of the machine to scrape, by a file that it watches. */
final class ProcessTargets {

  private final Path file;
  private final ArrayNode all = Json.array();

  private ProcessTargets(Path file) {
    this.file = file;
  }

  /** Begins with an empty file. */
  static ProcessTargets in(Path file) {
    ProcessTargets targets = new ProcessTargets(file);
    targets.write();
    return targets;
  }

  Path file() {
    return file;
  }

  synchronized void add(String job, String target) {
    ObjectNode one = all.addObject();
    one.putArray("targets").add(target);
    one.putObject("labels").put("job", job);
    write();
  }

  /** By renaming, so that Prometheus never reads half a file. */
  private void write() {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(draft, Json.write(all));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
