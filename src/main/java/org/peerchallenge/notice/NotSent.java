package org.peerchallenge.notice;

/** A mail did not leave, or nobody can know whether it did. */
class NotSent extends Exception {

  private static final long serialVersionUID = 1L;

  /** What may be done next. */
  enum Kind {
    /** Nothing was accepted, and the fault may pass: try again. */
    PASSING("The mail server did not take it"),
    /** The server refused for good (RFC 5321, replies 5yz): a person must correct something. */
    PERMANENT("The mail server refused it"),
    /** The whole mail was handed over and no answer came: it must not be repeated blindly. */
    IN_DOUBT("The mail server had the whole of it and did not answer");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final Kind kind;

  /**
   * For the office to read.
   *
   * @param answer what the mail server said, or what went wrong on the way to it
   */
  NotSent(Kind kind, String answer, Exception cause) {
    super("%s: %s".formatted(kind.words, answer.strip()), cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
