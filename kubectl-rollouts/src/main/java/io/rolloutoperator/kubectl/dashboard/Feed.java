package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.live.LiveObjects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One topic, followed once for all who look at it. It keeps the parts as they are now; each reader
 * knows what it has sent, so that a slow one gets fewer and larger changes and no queue grows.
 */
final class Feed implements AutoCloseable {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Changes that come together are told together. */
  private static final Duration SETTLE = Duration.ofMillis(200);

  /**
   * What readers see.
   *
   * @param version grows with each change; 0 before the first answers
   * @param parts texts of JSON by name
   * @param end why nothing more will come; empty while it goes on
   */
  record State(long version, Map<String, String> parts, Optional<CommandFailure> end) {}

  private final LiveObjects live;
  private final Topic.Known known;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = new State(0, Map.of(), Optional.empty());

  private Feed(LiveObjects live, Topic.Known known, String name) {
    this.live = live;
    this.known = known;
    this.thread = Thread.ofVirtual().name("feed " + name).unstarted(this::run);
  }

  /**
   * Begins to follow a topic.
   *
   * @param cluster belongs to the feed from now on
   * @throws CommandFailure if the topic cannot be read; the cluster is closed then
   */
  static Feed start(Topic topic, Cluster cluster) throws CommandFailure {
    LiveObjects live = new LiveObjects(cluster);
    try {
      return start(live, topic.follow(cluster, live), topic.toString());
    } catch (CommandFailure | RuntimeException e) {
      live.close();
      throw e;
    }
  }

  /**
   * Begins to make parts of what is followed.
   *
   * @param live belongs to the feed from now on
   */
  static Feed start(LiveObjects live, Topic.Known known, String name) {
    Feed feed = new Feed(live, known, name);
    feed.thread.start();
    return feed;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (live.awaitChange(LONGEST_WAIT)) {
          refresh();
          Thread.sleep(SETTLE);
        }
      }
    } catch (CommandFailure e) {
      end(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Readers would be told for ever that nothing is new.
      end(new CommandFailure("internal error, please report it: " + e, e));
    }
  }

  private void end(CommandFailure why) {
    publish(new State(state.version + 1, state.parts, Optional.of(why)));
  }

  /** A lost connection is waited for; a refusal, or no answer from the beginning, is the end. */
  private void refresh() throws CommandFailure {
    Optional<Map<String, ObjectNode>> parts = known.parts();
    Optional<CommandFailure> loss = live.loss();
    Optional<ApiFailure> expired = live.unauthorized();
    if (expired.isPresent()) {
      throw expired.get();
    }
    if (loss.isPresent() && parts.isEmpty()) {
      throw loss.get();
    }
    parts.map(this::texts).filter(texts -> isNew(texts)).ifPresent(this::publishParts);
  }

  /** Texts that did not change stay the same objects: readers compare them quickly. */
  private Map<String, String> texts(Map<String, ObjectNode> parts) {
    Map<String, String> texts = new LinkedHashMap<>();
    parts.forEach(
        (name, part) -> {
          String text = Json.compact(part);
          String before = state.parts.get(name);
          texts.put(name, text.equals(before) ? before : text);
        });
    return texts;
  }

  private boolean isNew(Map<String, String> texts) {
    return state.version == 0 || !texts.equals(state.parts);
  }

  private void publishParts(Map<String, String> texts) {
    publish(new State(state.version + 1, Map.copyOf(texts), Optional.empty()));
  }

  private void publish(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The state once it is newer than a version, or as it is after a time. */
  State await(long version, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (state.version <= version && left > 0) {
        left = changed.awaitNanos(left);
      }
      return state;
    } finally {
      lock.unlock();
    }
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return state.end.isPresent();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    live.close();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
