package io.rolloutoperator.gitsync.signing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Optional;

/** Detached OpenPGP signatures of version 4: RFC 9580, 5.2.3. */
final class PgpSigner implements CommitSigner {

  private static final int VERSION = 4;
  private static final int BINARY_DOCUMENT = 0;
  private static final int CREATED = 2;
  private static final int ISSUER = 16;
  private static final int ISSUER_FINGERPRINT = 33;
  private static final int PACKET = 0xC0 | PgpPacket.SIGNATURE;
  private static final int ONE_OCTET = 192;
  private static final int FIVE_OCTETS = 0xFF;

  private final PgpPublicKey open;
  private final PrivateKey secret;
  private final Optional<Instant> expires;

  PgpSigner(PgpPublicKey open, PrivateKey secret, Optional<Instant> expires) {
    this.open = open;
    this.secret = secret;
    this.expires = expires;
  }

  @Override
  public byte[] sign(byte[] commit, Instant at) throws GeneralSecurityException {
    PgpAlgorithm algorithm = open.algorithm();
    byte[] head = head(at);
    byte[] signed = signed(commit, head);
    byte[] hash = MessageDigest.getInstance(algorithm.hash().algorithm).digest(signed);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head);
    body.writeBytes(area(part(ISSUER, open.keyId())));
    body.write(hash, 0, 2);
    body.writeBytes(algorithm.sign(secret, signed));
    return Armor.signature(packet(body.toByteArray()));
  }

  /** What is signed along with the document. */
  private byte[] head(Instant at) {
    byte[] made = ByteBuffer.allocate(4).putInt((int) at.getEpochSecond()).array();
    ByteArrayOutputStream issuer = new ByteArrayOutputStream();
    issuer.write(VERSION);
    issuer.writeBytes(open.fingerprint());
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(VERSION);
    head.write(BINARY_DOCUMENT);
    head.write(open.algorithm().id());
    head.write(open.algorithm().hash().id);
    head.writeBytes(area(part(CREATED, made), part(ISSUER_FINGERPRINT, issuer.toByteArray())));
    return head.toByteArray();
  }

  private static byte[] signed(byte[] document, byte[] head) {
    return ByteBuffer.allocate(document.length + head.length + 6)
        .put(document)
        .put(head)
        .put((byte) VERSION)
        .put((byte) FIVE_OCTETS)
        .putInt(head.length)
        .array();
  }

  private static byte[] area(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return ByteBuffer.allocate(2 + all.size())
        .putShort((short) all.size())
        .put(all.toByteArray())
        .array();
  }

  private static byte[] part(int type, byte[] content) {
    return ByteBuffer.allocate(2 + content.length)
        .put((byte) (1 + content.length))
        .put((byte) type)
        .put(content)
        .array();
  }

  private static byte[] packet(byte[] body) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(PACKET);
    if (body.length >= ONE_OCTET) {
      packet.write(FIVE_OCTETS);
      packet.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    } else {
      packet.write(body.length);
    }
    packet.writeBytes(body);
    return packet.toByteArray();
  }

  @Override
  public Optional<Instant> expires() {
    return expires;
  }
}
