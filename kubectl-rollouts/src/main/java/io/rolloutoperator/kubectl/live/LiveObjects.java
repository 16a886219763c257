package io.rolloutoperator.kubectl.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectList;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Objects of several kinds, kept up to date by a thread for each kind. */
public final class LiveObjects implements AutoCloseable {

  private final Cluster cluster;
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition happened = lock.newCondition();
  private final Map<Kind, Map<String, JsonNode>> objects = new HashMap<>();
  private final Map<Kind, ApiFailure> refusals = new LinkedHashMap<>();
  private final Map<Kind, CommandFailure> losses = new LinkedHashMap<>();
  private long changes;
  private long seen;

  public LiveObjects(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Begins to follow. */
  public void follow(Selection selection) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("follow-" + selection.kind().plural())
            .start(new Follower(cluster, selection, new Store(), Thread::sleep));
    threads.add(thread);
  }

  /** The objects of a kind; empty before it was listed, or if it cannot be. */
  public Optional<List<JsonNode>> of(Kind kind) {
    return locked(
        () -> Optional.ofNullable(objects.get(kind)).map(map -> List.copyOf(map.values())));
  }

  /**
   * The one object that is followed of its kind; empty before the first answer.
   *
   * @throws CommandFailure if it may not be read, or was deleted
   */
  public Optional<JsonNode> only(ObjectRef ref) throws CommandFailure {
    ApiFailure refusal = refusals().get(ref.kind());
    if (refusal != null) {
      throw refusal;
    }
    Optional<List<JsonNode>> found = of(ref.kind());
    if (found.isPresent() && found.get().isEmpty()) {
      String kind = ref.kind().name().toLowerCase(Locale.ROOT);
      throw new CommandFailure("%s \"%s\" was deleted".formatted(kind, ref.name()));
    }
    return found.map(List::getFirst);
  }

  /** Whether the objects of a kind are known, or will never be. */
  boolean isAnswered(Kind kind) {
    return locked(() -> objects.containsKey(kind) || refusals.containsKey(kind));
  }

  /** What is not shown, or may be old. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    refusals().forEach((kind, why) -> notes.add(kind.plural() + " are not shown: " + why.line()));
    Collections.sort(notes);
    loss().ifPresent(why -> notes.add(lossNote(why)));
    return notes;
  }

  /** What is known may be old for this reason. */
  public static String lossNote(CommandFailure why) {
    return "connection lost, trying again: " + why.line();
  }

  /** Kinds that the server refuses to list. */
  public Map<Kind, ApiFailure> refusals() {
    return locked(() -> Map.copyOf(refusals));
  }

  /** Why what is known may be old; empty while all connections stand. */
  public Optional<CommandFailure> loss() {
    return locked(() -> losses.values().stream().findFirst());
  }

  /** The server's word that the credentials are not valid any more; trying again is no use. */
  public Optional<ApiFailure> unauthorized() {
    return locked(
        () ->
            losses.values().stream()
                .filter(ApiFailure.class::isInstance)
                .map(ApiFailure.class::cast)
                .filter(ApiFailure::unauthorized)
                .findFirst());
  }

  /** Waits until something happened since the last call. */
  public boolean awaitChange(Duration atMost) {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (changes == seen && left > 0) {
        left = happened.awaitNanos(left);
      }
      boolean changed = changes != seen;
      seen = changes;
      return changed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(java.util.function.Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    cluster.close();
    for (Thread thread : threads) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(1));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Where the followers put what they see. */
  private final class Store implements Follower.Listener {

    @Override
    public void listed(Kind kind, ObjectList list) {
      Map<String, JsonNode> byUid = new LinkedHashMap<>();
      list.items().forEach(object -> byUid.put(At.uid(object), object));
      happens(
          () -> {
            objects.put(kind, byUid);
            losses.remove(kind);
          });
    }

    @Override
    public void connected(Kind kind) {
      happens(() -> losses.remove(kind));
    }

    @Override
    public void changed(Kind kind, String type, JsonNode object) {
      happens(
          () -> {
            Map<String, JsonNode> byUid =
                objects.computeIfAbsent(kind, key -> new LinkedHashMap<>());
            if (type.equals("DELETED")) {
              byUid.remove(At.uid(object));
            } else {
              byUid.put(At.uid(object), object);
            }
          });
    }

    @Override
    public void lost(Kind kind, CommandFailure why) {
      happens(() -> losses.put(kind, why));
    }

    @Override
    public void refused(Kind kind, ApiFailure why) {
      happens(
          () -> {
            refusals.put(kind, why);
            losses.remove(kind);
          });
    }

    private void happens(Runnable change) {
      lock.lock();
      try {
        change.run();
        changes++;
        happened.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
