package io.rolloutoperator.gitsync.signing;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first key of a file and its subkeys. */
final class PgpKeyRing {

  private final List<PgpKey> subkeys = new ArrayList<>();
  private @Nullable PgpKey primary;
  private @Nullable PgpKey current;
  private int keys;

  private PgpKeyRing() {}

  /** Reads what {@code gpg --export-secret-keys} has written. */
  static PgpKeyRing read(byte[] bytes) throws GeneralSecurityException, UnusableKeyException {
    PgpKeyRing ring = new PgpKeyRing();
    for (PgpPacket packet : PgpPacket.all(bytes)) {
      if (packet.tag() == PgpPacket.SECRET_KEY && ring.keys > 0) {
        break;
      }
      ring.take(packet);
    }
    if (ring.keys == 0) {
      throw new UnusableKeyException("key \"git.asc\" is not an armored private OpenPGP key");
    }
    if (ring.primary == null) {
      throw new UnusableKeyException(
          "the key in \"git.asc\" is of a kind that is not supported; use RSA, ECDSA or Ed25519");
    }
    return ring;
  }

  private void take(PgpPacket packet) throws GeneralSecurityException {
    switch (packet.tag()) {
      case PgpPacket.SECRET_KEY -> {
        current = key(packet).orElse(null);
        primary = current;
      }
      case PgpPacket.SECRET_SUBKEY -> {
        current = key(packet).orElse(null);
        Optional.ofNullable(current).ifPresent(subkeys::add);
      }
      case PgpPacket.SIGNATURE -> {
        if (primary != null) {
          PgpSelfSignature.read(packet.body(), primary.open()).ifPresent(this::take);
        }
      }
      default -> {
        // Names and pictures of the owner.
      }
    }
  }

  private Optional<PgpKey> key(PgpPacket packet) throws GeneralSecurityException {
    keys++;
    return PgpPublicKey.read(packet.body()).map(open -> new PgpKey(open, packet.body().slice()));
  }

  private void take(PgpSelfSignature signature) {
    Optional<PgpKey> about =
        Optional.ofNullable(isAboutSubkey(signature.type()) ? current : primary);
    switch (signature.type()) {
      case PgpSelfSignature.REVOKES_KEY, PgpSelfSignature.REVOKES_SUBKEY ->
          about.ifPresent(PgpKey::revoke);
      case PgpSelfSignature.BINDS_SUBKEY -> about.ifPresent(key -> key.add(signature));
      default -> {
        if (signature.isAboutPrimaryKey()) {
          about.ifPresent(key -> key.add(signature));
        }
      }
    }
  }

  private static boolean isAboutSubkey(int type) {
    return type == PgpSelfSignature.BINDS_SUBKEY || type == PgpSelfSignature.REVOKES_SUBKEY;
  }

  /**
   * The key that signs, chosen as GnuPG does: the newest subkey that may, else the primary key.
   *
   * @param at the moment at which it must not have expired
   */
  PgpKey signing(Instant at) throws UnusableKeyException {
    PgpKey main = Objects.requireNonNull(primary);
    List<PgpKey> able = able(main);
    if (able.isEmpty()) {
      throw new UnusableKeyException("the key in \"git.asc\" cannot sign");
    }
    if (main.isRevoked() || able.stream().allMatch(PgpKey::isRevoked)) {
      throw new UnusableKeyException("the key in \"git.asc\" is revoked");
    }
    List<PgpKey> valid = able.stream().filter(key -> !key.isRevoked()).toList();
    PgpKey chosen =
        valid.stream().filter(key -> !isOver(key, at)).findFirst().orElse(valid.getFirst());
    if (isOver(chosen, at)) {
      throw new UnusableKeyException(
          "the key in \"git.asc\" expired on "
              + expires(chosen).orElseThrow().atOffset(ZoneOffset.UTC).toLocalDate());
    }
    return chosen;
  }

  private List<PgpKey> able(PgpKey main) throws UnusableKeyException {
    List<PgpKey> able =
        Stream.concat(
                subkeys.stream()
                    .sorted(Comparator.comparing((PgpKey key) -> key.open().created()).reversed())
                    .filter(key -> key.maySign(false)),
                Stream.of(main).filter(key -> key.maySign(true)))
            .toList();
    List<PgpKey> here = able.stream().filter(PgpKey::hasSecret).toList();
    if (here.isEmpty() && !able.isEmpty()) {
      throw new UnusableKeyException("the key in \"git.asc\" has no secret part");
    }
    return here;
  }

  private boolean isOver(PgpKey key, Instant at) {
    return expires(key).filter(end -> !at.isBefore(end)).isPresent();
  }

  /** A subkey does not outlive the primary key. */
  Optional<Instant> expires(PgpKey key) {
    return Stream.of(Optional.ofNullable(primary).flatMap(PgpKey::expires), key.expires())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }
}
