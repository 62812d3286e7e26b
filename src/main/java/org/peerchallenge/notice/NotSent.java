package org.peerchallenge.notice;

/** A mail did not leave, or nobody can know whether it did. */
class NotSent extends Exception {

  private static final long serialVersionUID = 1L;

  /** What may be done next. */
  enum Kind {
    /** Nothing was accepted, and the fault may pass: try again. */
    PASSING,
    /** The server refused for good (RFC 5321, replies 5yz): a person must correct something. */
    PERMANENT,
    /** The whole mail was handed over and no answer came: it must not be repeated blindly. */
    IN_DOUBT
  }

  private final Kind kind;

  NotSent(Kind kind, Exception cause) {
    super(cause.getMessage(), cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
