package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import okhttp3.tls.HeldCertificate;

/** Classes that each break a rule of the structure; nobody uses them. */
public final class Forbidden {

  private Forbidden() {}

  /** A view that knows where objects come from. */
  public static final class Upward {
    Object use() {
      return new io.rolloutoperator.kubectl.cli.CommandFailure("");
    }
  }

  /** A foreign client. */
  public static final class Client {
    Object use() {
      return new HeldCertificate.Builder();
    }
  }

  /** Data binding. */
  public static final class Binding {
    Object use() {
      return new ObjectMapper();
    }
  }

  /** A view that decides as the controller does. */
  public static final class Deciding {
    Object use() {
      return new io.rolloutoperator.engine.plan.Reason("", "");
    }
  }

  /** A view that talks to somebody. */
  public static final class Network {
    Object use() {
      return URI.create("x");
    }
  }

  /** A view that reads the clock. */
  public static final class Clock {
    Object use() {
      return Instant.now();
    }
  }
}
