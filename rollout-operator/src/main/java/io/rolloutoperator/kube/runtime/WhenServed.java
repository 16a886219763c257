package io.rolloutoperator.kube.runtime;

import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.client.ObjectApi;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A controller of a kind that a cluster may do without: it is made and started once the kind's
 * definition is there, and costs nothing before.
 */
public final class WhenServed implements ControllerRuntime {
  private static final Logger log = LoggerFactory.getLogger(WhenServed.class);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Discovery kinds;
  private final String apiVersion;
  private final String kind;
  private final Supplier<ControllerRuntime> controller;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ReentrantLock starting = new ReentrantLock();
  private volatile @Nullable ControllerRuntime running;

  /**
   * Makes no request.
   *
   * @param controller made at most once
   */
  public WhenServed(
      ObjectApi api, String apiVersion, String kind, Supplier<ControllerRuntime> controller) {
    this.kinds = new Discovery(api);
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.controller = controller;
  }

  /** Returns at once. The controllers that everybody needs start first. */
  @Override
  public void start() {
    Thread.ofVirtual().name("await-" + kind).start(this::awaitKind);
  }

  private void awaitKind() {
    try {
      Duration pause = FIRST_LOOK;
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        if (served()) {
          startController();
          return;
        }
        if (pause.equals(FIRST_LOOK)) {
          log.info("{} is not installed: nothing is done about it until it is", kind);
        }
        pause = PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("the controller of {} cannot start: {}", kind, e.toString());
    }
  }

  private boolean served() {
    return kinds.find(apiVersion, kind) instanceof Discovery.Answer.Served;
  }

  private void startController() {
    starting.lock();
    try {
      if (stopped.getCount() > 0) {
        ControllerRuntime made = controller.get();
        running = made;
        made.start();
      }
    } finally {
      starting.unlock();
    }
  }

  @Override
  public void stop(Duration patience) {
    stopped.countDown();
    ControllerRuntime started = running;
    if (started != null) {
      started.stop(patience);
    }
  }

  @Override
  public RuntimeHealth health() {
    ControllerRuntime started = running;
    return started == null ? RuntimeHealth.good() : started.health();
  }
}
