package io.rolloutoperator.kubectl.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.ChangeHandler;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectList;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;
import java.time.Duration;

/**
 * Keeps the objects of one kind up to date: list, watch, watch again where it ended, list again
 * where the server forgot the place. A lost connection is tried again for ever, and no watch begins
 * at once after another: a server that ends each of them gets one in ten seconds.
 */
final class Follower implements Runnable, ChangeHandler {

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** Gets what is seen. Called from the follower's thread. */
  interface Listener {
    void listed(Kind kind, ObjectList objects);

    /** What is known of this kind is kept up to date. */
    void connected(Kind kind);

    void changed(Kind kind, String type, JsonNode object);

    /** The connection is lost; what is known of this kind may be old. */
    void lost(Kind kind, CommandFailure why);

    /** The server refuses for good. */
    void refused(Kind kind, ApiFailure why);
  }

  /** Lets time go by. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  private final Cluster cluster;
  private final Selection selection;
  private final Listener listener;
  private final Pause pause;

  private String version = "";
  private Duration wait = FIRST_WAIT;

  Follower(Cluster cluster, Selection selection, Listener listener, Pause pause) {
    this.cluster = cluster;
    this.selection = selection;
    this.listener = listener;
    this.pause = pause;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted() && follow()) {
        pause.sleep(wait);
        Duration longer = wait.multipliedBy(2);
        wait = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lists and watches once; false if the server refuses for good. */
  private boolean follow() {
    try {
      list();
      watch();
    } catch (ApiFailure e) {
      if (e.forbidden() || e.notFound()) {
        listener.refused(selection.kind(), e);
        return false;
      }
      version = "";
      if (!e.gone()) {
        listener.lost(selection.kind(), e);
      }
    } catch (CommandFailure e) {
      listener.lost(selection.kind(), e);
    }
    return true;
  }

  private void list() throws CommandFailure {
    if (version.isEmpty()) {
      ObjectList objects = cluster.list(selection);
      version = objects.version();
      listener.listed(selection.kind(), objects);
    }
  }

  private void watch() throws CommandFailure {
    long began = System.nanoTime();
    try {
      cluster.watch(selection, version, this);
    } finally {
      if (System.nanoTime() - began > LONGEST_WAIT.toNanos()) {
        wait = FIRST_WAIT;
      }
    }
  }

  @Override
  public void connected() {
    listener.connected(selection.kind());
  }

  @Override
  public void changed(String type, JsonNode object) {
    String seen = At.text(object, "metadata", "resourceVersion");
    version = seen.isEmpty() ? version : seen;
    wait = FIRST_WAIT;
    if (!type.equals("BOOKMARK")) {
      listener.changed(selection.kind(), type, object);
    }
  }
}
