package io.rolloutoperator.webhook;

import io.rolloutoperator.gitsync.webhook.Hook;
import io.rolloutoperator.gitsync.webhook.Hooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which hooks are served. Tokens are read when a GitSync names another Secret or shows another
 * path, and again from time to time, since Secrets are not watched: a token that was exchanged
 * counts after five minutes at the latest.
 *
 * <p>All but {@link #hooks} is for one thread.
 */
final class HookBook {
  private static final Logger log = LoggerFactory.getLogger(HookBook.class);

  private static final Duration REREAD = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofSeconds(30);

  private sealed interface Entry {
    HookSpec spec();

    Instant readAt();

    record Served(HookSpec spec, Hook hook, Instant readAt) implements Entry {}

    record Unserved(HookSpec spec, String why, Instant readAt) implements Entry {}
  }

  private final TokenReader tokens;
  private final InstantSource clock;
  private final Map<GitSyncKey, Entry> entries = new HashMap<>();
  private volatile Hooks hooks = Hooks.none();

  HookBook(TokenReader tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The hooks as they are now. */
  Hooks hooks() {
    return hooks;
  }

  /**
   * A GitSync is there, new or changed.
   *
   * @param spec absent if it has no webhook
   * @param shownPath the path in its status, which the controller made from the token it read;
   *     empty if there is none
   */
  void saw(GitSyncKey gitSync, Optional<HookSpec> spec, String shownPath) {
    if (spec.isEmpty()) {
      gone(gitSync);
    } else if (!isCurrent(entries.get(gitSync), spec.get(), shownPath)) {
      read(spec.get());
      publish();
    }
  }

  private static boolean isCurrent(@Nullable Entry entry, HookSpec spec, String shownPath) {
    return switch (entry) {
      case Entry.Served(HookSpec known, Hook hook, Instant _) ->
          known.equals(spec) && (shownPath.isEmpty() || hook.path().value().equals(shownPath));
      case Entry.Unserved(HookSpec known, String _, Instant _) -> known.equals(spec);
      case null -> false;
    };
  }

  /** A GitSync is there no more. */
  void gone(GitSyncKey gitSync) {
    if (entries.remove(gitSync) != null) {
      publish();
    }
  }

  /** Reads the tokens again whose time it is. */
  void refresh() {
    Instant now = clock.instant();
    List<Entry> due = entries.values().stream().filter(entry -> isDue(entry, now)).toList();
    due.forEach(entry -> read(entry.spec()));
    if (!due.isEmpty()) {
      publish();
    }
  }

  private static boolean isDue(Entry entry, Instant now) {
    Duration pause =
        switch (entry) {
          case Entry.Served _ -> REREAD;
          case Entry.Unserved _ -> RETRY;
        };
    return !entry.readAt().plus(pause).isAfter(now);
  }

  private void read(HookSpec spec) {
    Instant now = clock.instant();
    Entry before = entries.get(spec.gitSync());
    Entry after =
        switch (tokens.read(spec.gitSync().namespace(), spec.secret())) {
          case TokenReader.Lookup.Found found -> new Entry.Served(spec, hook(spec, found), now);
          case TokenReader.Lookup.Missing(String why) -> new Entry.Unserved(spec, why, now);
          case TokenReader.Lookup.Unknown(String why) -> unknown(before, spec, why, now);
        };
    entries.put(spec.gitSync(), after);
    tell(before, after);
  }

  /** What was served goes on while nobody can say more. */
  private static Entry unknown(@Nullable Entry before, HookSpec spec, String why, Instant now) {
    return before instanceof Entry.Served served && served.spec().equals(spec)
        ? served
        : new Entry.Unserved(spec, why, now);
  }

  private static Hook hook(HookSpec spec, TokenReader.Lookup.Found found) {
    return Hook.of(spec.gitSync().namespace(), spec.gitSync().name(), spec.type(), found.token());
  }

  private static void tell(@Nullable Entry before, Entry after) {
    if (before != null && meansTheSame(before, after)) {
      return;
    }
    GitSyncKey gitSync = after.spec().gitSync();
    switch (after) {
      case Entry.Served served ->
          log.info("{}: {} webhooks are taken", gitSync, served.spec().type().wireName());
      case Entry.Unserved unserved ->
          log.warn("{}: no webhooks are taken: {}", gitSync, unserved.why());
    }
  }

  private static boolean meansTheSame(Entry before, Entry after) {
    return switch (after) {
      case Entry.Served served ->
          before instanceof Entry.Served known && known.hook().path().equals(served.hook().path());
      case Entry.Unserved unserved ->
          before instanceof Entry.Unserved known && known.why().equals(unserved.why());
    };
  }

  private void publish() {
    hooks =
        Hooks.of(
            entries.values().stream()
                .filter(Entry.Served.class::isInstance)
                .map(Entry.Served.class::cast)
                .map(Entry.Served::hook)
                .toList());
  }
}
