package io.rolloutoperator.kubectl.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectList;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.view.At;
import java.time.Duration;

/**
 * Keeps the objects of one kind up to date: list, watch, watch again where it ended, list again
 * where the server forgot the place. A lost connection is tried again for ever.
 */
final class Follower implements Runnable {

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** Gets what is seen. Called from the follower's thread. */
  interface Listener {
    void listed(Kind kind, ObjectList objects);

    void changed(Kind kind, String type, JsonNode object);

    /** The connection is lost; what is known may be old. */
    void lost(CommandFailure why);

    /** The server refuses for good. */
    void refused(Kind kind, ApiFailure why);
  }

  private final Cluster cluster;
  private final Selection selection;
  private final Listener listener;

  private String version = "";
  private Duration wait = FIRST_WAIT;

  Follower(Cluster cluster, Selection selection, Listener listener) {
    this.cluster = cluster;
    this.selection = selection;
    this.listener = listener;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          once();
        } catch (ApiFailure e) {
          if (e.forbidden() || e.notFound()) {
            listener.refused(selection.kind(), e);
            return;
          }
          version = "";
          pause(e);
        } catch (CommandFailure e) {
          pause(e);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() throws CommandFailure {
    if (version.isEmpty()) {
      ObjectList objects = cluster.list(selection);
      version = objects.version();
      wait = FIRST_WAIT;
      listener.listed(selection.kind(), objects);
    }
    cluster.watch(selection, version, this::changed);
  }

  private void changed(String type, JsonNode object) {
    String seen = At.text(object, "metadata", "resourceVersion");
    version = seen.isEmpty() ? version : seen;
    wait = FIRST_WAIT;
    if (!type.equals("BOOKMARK")) {
      listener.changed(selection.kind(), type, object);
    }
  }

  private void pause(CommandFailure why) throws InterruptedException {
    listener.lost(why);
    Thread.sleep(wait);
    Duration longer = wait.multipliedBy(2);
    wait = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
  }
}
