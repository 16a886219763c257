package io.rolloutoperator.testkit.git;

import java.io.IOException;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;

/** Says what the server can do, but for leaving out history. */
final class NoShallowAdvertiser extends PacketLineOutRefAdvertiser {

  private static final String SHALLOW = "shallow";

  NoShallowAdvertiser(PacketLineOut out) {
    super(out);
  }

  @Override
  public void advertiseCapability(String name) {
    if (!name.equals(SHALLOW)) {
      super.advertiseCapability(name);
    }
  }

  /** By protocol version 2 it is a word in the line about the command. */
  @Override
  protected void writeOne(CharSequence line) throws IOException {
    String text = line.toString();
    super.writeOne(
        text.startsWith("fetch=") ? text.replaceFirst("\\b" + SHALLOW + "\\b", "") : text);
  }
}
