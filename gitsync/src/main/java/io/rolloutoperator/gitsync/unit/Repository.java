package io.rolloutoperator.gitsync.unit;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the files come from.
 *
 * @param url {@code https://}, {@code ssh://} or {@code user@host:path}, without credentials
 * @param interval between two looks at the remote
 * @param timeout of one Git operation
 * @param secret name of the Secret with the credentials, in the unit's namespace
 * @param proxySecret name of the Secret with the proxy
 * @param ignore gitignore text for plain mode, or empty
 * @param webhook absent: the remote is only polled
 */
public record Repository(
    String url,
    GitRef ref,
    Duration interval,
    Duration timeout,
    Optional<String> secret,
    Optional<String> proxySecret,
    String ignore,
    Optional<Webhook> webhook) {

  /** A repository that is only polled. */
  public Repository(
      String url,
      GitRef ref,
      Duration interval,
      Duration timeout,
      Optional<String> secret,
      Optional<String> proxySecret,
      String ignore) {
    this(url, ref, interval, timeout, secret, proxySecret, ignore, Optional.empty());
  }
}
