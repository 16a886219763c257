package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.signing.CommitSigner;
import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.remote.CredentialReader;
import io.rolloutoperator.gitsync.source.remote.GitCredentials;
import io.rolloutoperator.gitsync.source.remote.GitProxy;
import io.rolloutoperator.gitsync.source.remote.GitRemote;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.Repository;
import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.unit.Webhook;
import io.rolloutoperator.gitsync.unit.WriteBack.SigningKey;
import io.rolloutoperator.gitsync.webhook.WebhookPath;
import io.rolloutoperator.gitsync.webhook.WebhookToken;
import io.rolloutoperator.gitsync.writeback.forge.ForgeToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Brings a unit to the repository that it follows, with the credential that it names. */
final class Repositories {

  private final Sources sources;
  private final CredentialSource credentials = new CredentialSource();
  private final SigningKeys signingKeys = new SigningKeys(credentials);
  private final GitSettings settings;
  private final PlainHttp plainHttp;
  private final Path directory;
  private final AtomicLong folders = new AtomicLong();

  /**
   * Makes no request.
   *
   * @param directory where local copies are kept, each in a folder of its own
   */
  Repositories(Sources sources, GitSettings settings, PlainHttp plainHttp, Path directory) {
    this.sources = sources;
    this.settings = settings;
    this.plainHttp = plainHttp;
    this.directory = directory;
  }

  /**
   * The repository of a unit; it is looked at from now on.
   *
   * @throws io.rolloutoperator.gitsync.source.remote.CredentialException if a Secret is not as it
   *     has to be
   */
  FollowedSource of(Account account, SyncUnit unit) {
    Repository repository = unit.repository();
    RepositoryUrl url = RepositoryUrl.parse(repository.url(), plainHttp);
    GitRemote remote =
        new GitRemote(
            url,
            repository
                .secret()
                .map(name -> reader(account, unit, name).credentials(url))
                .orElseGet(GitCredentials.Anonymous::new),
            proxy(account, unit),
            repository.timeout());
    return sources.follow(
        unit.id(),
        repository.interval(),
        new Sources.Key(remote, repository.ref()),
        key -> mirror(key.remote(), key.ref()));
  }

  /** The credential did not work: it is read anew at the next look. */
  void distrust(Account account, SyncUnit unit) {
    String namespace = unit.id().namespace();
    unit.repository().secret().ifPresent(name -> credentials.forget(account, namespace, name));
    unit.repository().proxySecret().ifPresent(name -> credentials.forget(account, namespace, name));
  }

  /** The same for a credential with another use. */
  void distrust(Account account, SyncUnit unit, String secret) {
    credentials.forget(account, unit.id().namespace(), secret);
  }

  /** The way to push to the repository of a unit, with a credential of its own. */
  GitRemote writable(Account account, SyncUnit unit, String secret) {
    RepositoryUrl url = RepositoryUrl.parse(unit.repository().url(), plainHttp);
    return new GitRemote(
        url,
        reader(account, unit, secret).credentials(url),
        proxy(account, unit),
        unit.repository().timeout());
  }

  /**
   * Signs the commits of a unit.
   *
   * @throws io.rolloutoperator.gitsync.source.remote.CredentialException if the key cannot sign now
   */
  CommitSigner signer(Account account, SyncUnit unit, SigningKey key, Instant now) {
    return signingKeys.of(account, unit.id(), key, now);
  }

  /** A unit is gone. */
  void forget(UnitId unit) {
    signingKeys.forget(unit);
  }

  /** A local copy of its own, for whoever closes it again. */
  GitMirror mirror(GitRemote remote, GitRef ref) {
    return new GitMirror(folder(), remote, ref, settings);
  }

  /**
   * Where deliveries for a unit are taken: it follows from the token that the unit's webhook names.
   *
   * @return empty without a webhook, and while its Secret cannot be read or has no token
   */
  String webhookPath(Account account, SyncUnit unit) {
    UnitId id = unit.id();
    return unit.repository()
        .webhook()
        .flatMap(webhook -> WebhookToken.of(token(account, id, webhook)))
        .map(token -> WebhookPath.of(token, id.namespace(), id.name()).value())
        .orElse("");
  }

  private byte[] token(Account account, UnitId unit, Webhook webhook) {
    try {
      return credentials
          .texts(account, unit.namespace(), webhook.secret())
          .getOrDefault("token", "")
          .getBytes(StandardCharsets.UTF_8);
    } catch (CredentialSource.MissingException | ForbiddenException unreadable) {
      return new byte[0];
    }
  }

  /** What a forge's API takes, if the Secret has it. */
  Optional<ForgeToken> token(Account account, SyncUnit unit, String secret) {
    return ForgeToken.of(credentials.texts(account, unit.id().namespace(), secret));
  }

  private Optional<GitProxy> proxy(Account account, SyncUnit unit) {
    return unit.repository().proxySecret().map(name -> reader(account, unit, name).proxy());
  }

  private CredentialReader reader(Account account, SyncUnit unit, String name) {
    return credentials.read(account, unit.id().namespace(), name);
  }

  private Path folder() {
    return directory.resolve(Long.toString(folders.incrementAndGet()));
  }
}
