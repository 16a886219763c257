package io.rolloutoperator.kubectl.http;

import java.io.IOException;
import java.io.InputStream;

/** An answer that is being read. Closing it in its middle closes the connection. */
public interface Exchange extends AutoCloseable {

  /** The status code, 100 to 599. */
  int status();

  /** The body without its framing. */
  InputStream body();

  @Override
  void close() throws IOException;
}
