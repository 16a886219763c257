package io.rolloutoperator.notify.delivery;

import io.rolloutoperator.notify.service.Occasion.ThreadReference;

/** What an attempt tells of the thread of its message. */
public sealed interface ThreadNews {
  /** Nothing new. */
  record None() implements ThreadNews {}

  /** The message is the first one of a thread. */
  record Begun(ThreadReference first) implements ThreadNews {}

  /** The message that the thread began with is gone, so that nothing can be added to it. */
  record Gone() implements ThreadNews {}
}
