package io.rolloutoperator.testkit.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The API server's audit log, read as it grows. */
public final class AuditLog {
  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final List<AuditEntry> entries = new ArrayList<>();
  private long position;

  /** Reads this file, which may not exist yet. */
  public AuditLog(Path file) {
    this.file = file;
  }

  /** Returns all that was answered so far to a user, in the order of the answers. */
  public List<AuditEntry> of(String user) {
    return all().stream().filter(entry -> entry.user().equals(user)).toList();
  }

  /** Returns a user's writes that arrived in {@code [from, to)}, without leases and events. */
  public List<AuditEntry> writes(String user, Instant from, Instant to) {
    return of(user).stream()
        .filter(AuditEntry::isWrite)
        .filter(entry -> !entry.isHousekeeping())
        .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
        .toList();
  }

  /** Returns a user's requests that RBAC refused; not those made with the rights of another. */
  public List<AuditEntry> refused(String user) {
    return of(user).stream()
        .filter(entry -> entry.code() == 403 && !entry.isImpersonated())
        .toList();
  }

  /**
   * Returns which verbs a user used with its own rights on which resources, each as {@code verb
   * resource.group}.
   */
  public Set<String> used(String user) {
    return of(user).stream()
        .filter(entry -> !entry.isImpersonated())
        .map(
            entry ->
                entry.verb()
                    + " "
                    + entry.resource()
                    + (entry.group().isEmpty() ? "" : "." + entry.group()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns all that was answered so far. */
  public synchronized List<AuditEntry> all() {
    String text = readNew();
    text.lines()
        .map(Json::parse)
        .filter(AuditLog::isAnswer)
        .map(AuditEntry::of)
        .forEach(entries::add);
    return List.copyOf(entries);
  }

  /** A watch is told of when it starts and when it ends; it counts once. */
  private static boolean isAnswer(JsonNode line) {
    String stage = line.path("stage").asText();
    boolean watch = line.path("verb").asText().equals("watch");
    return stage.equals(watch ? "ResponseStarted" : "ResponseComplete")
        || (watch && line.path("responseStatus").path("code").asInt() >= 400);
  }

  /** Returns the lines written since the last call; a half one is left for the next call. */
  private String readNew() {
    if (!Files.exists(file)) {
      return "";
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      long at = position;
      for (int read = channel.read(buffer, at); read > 0; read = channel.read(buffer, at)) {
        bytes.write(buffer.array(), 0, read);
        at += read;
        buffer.clear();
      }
      String text = bytes.toString(StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      position += whole.getBytes(StandardCharsets.UTF_8).length;
      return whole;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
