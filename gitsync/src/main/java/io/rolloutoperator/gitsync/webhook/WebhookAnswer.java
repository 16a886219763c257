package io.rolloutoperator.gitsync.webhook;

/** What a request is answered. */
public sealed interface WebhookAnswer {
  /** The {@link #type} of a request that reached no hook. */
  String NO_HOOK = "none";

  /** HTTP status code. */
  int code();

  /** One line for the sender; nothing secret. */
  String text();

  /** The name of the hook's type, or {@link #NO_HOOK}. */
  String type();

  /**
   * The repository is to be looked at now. Nothing else follows from any request.
   *
   * @param delivery as the memory knows it
   */
  record Accepted(Hook hook, String delivery) implements WebhookAnswer {
    @Override
    public int code() {
      return 202;
    }

    @Override
    public String text() {
      return "accepted";
    }

    @Override
    public String type() {
      return hook.type().wireName();
    }
  }

  /** Nothing follows. */
  record Refused(Refusal why, String text, String type) implements WebhookAnswer {
    static Refused without(Refusal why) {
      return new Refused(why, why.text, NO_HOOK);
    }

    static Refused by(Hook hook, Refusal why) {
      return by(hook, why, why.text);
    }

    static Refused by(Hook hook, Refusal why, String text) {
      return new Refused(why, text, hook.type().wireName());
    }

    @Override
    public int code() {
      return why.code;
    }
  }

  /** Why nothing follows. */
  enum Refusal {
    NOT_JSON(400, "the body is not JSON; choose the content type application/json"),
    /** The text says what is wrong with it. */
    UNAUTHORIZED(401, "not signed by the sender"),
    /** No hook at this path, or not with this method. */
    NOT_FOUND(404, "not found"),
    REPEATED(409, "accepted before, within the last 5 minutes"),
    TOO_LARGE(413, "the body is larger than 1 MiB"),
    TOO_MANY(429, "more than 10 requests a second"),
    /** All was well, but the wish could not be noted. The delivery may come again. */
    UNAVAILABLE(503, "cannot be noted now; send it again, or wait for the next poll");

    private final int code;
    private final String text;

    Refusal(int code, String text) {
      this.code = code;
      this.text = text;
    }
  }
}
