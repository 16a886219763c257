package io.rolloutoperator.testkit.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Deflater;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** A pack written by hand, object by object, which may claim anything. */
public final class PackBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int objects;

  /** A whole object. */
  public PackBytes object(int type, byte[] content) {
    return object(type, content.length, content);
  }

  /** A whole object that claims a size. */
  public PackBytes object(int type, long claimedSize, byte[] content) {
    header(type, claimedSize);
    deflate(content);
    objects++;
    return this;
  }

  /** A delta against an object of this pack or of the client's. */
  public PackBytes delta(ObjectId base, byte[] delta) {
    header(Constants.OBJ_REF_DELTA, delta.length);
    byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
    base.copyRawTo(id, 0);
    out.writeBytes(id);
    deflate(delta);
    objects++;
    return this;
  }

  /** The whole pack with a right checksum. */
  public byte[] bytes() {
    return bytes(objects);
  }

  /** The whole pack, claiming a number of objects. */
  public byte[] bytes(int claimed) {
    byte[] body = out.toByteArray();
    ByteBuffer pack = ByteBuffer.allocate(12 + body.length);
    pack.put(new byte[] {'P', 'A', 'C', 'K'}).putInt(2).putInt(claimed).put(body);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] sum = digest.digest(pack.array());
      return ByteBuffer.allocate(pack.capacity() + sum.length).put(pack.array()).put(sum).array();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void header(int type, long size) {
    long rest = size >> 4;
    out.write((int) ((rest > 0 ? 0x80 : 0) | (type << 4) | (size & 15)));
    while (rest > 0) {
      out.write((int) ((rest > 0x7f ? 0x80 : 0) | (rest & 0x7f)));
      rest >>= 7;
    }
  }

  private void deflate(byte[] content) {
    Deflater deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
  }
}
