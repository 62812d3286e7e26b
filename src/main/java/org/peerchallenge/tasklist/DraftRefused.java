package org.peerchallenge.tasklist;

import org.peerchallenge.kernel.Refused;

/** A draft cannot be read or saved; the message says why, to the person who typed it. */
public class DraftRefused extends Refused {

  /** Why, as far as the page must tell reasons apart. */
  public enum Reason {
    /** The task was done, or was never there, or is not the reader's business. */
    GONE,
    /** Somebody else has the task, or nobody has taken it on. */
    NOT_YOURS,
    /** More text than a form can hold. */
    TOO_LONG,
    /** Somebody else saved in between. */
    CONFLICT
  }

  private final Reason reason;
  private final transient Draft standing;

  DraftRefused(Reason reason, String message) {
    this(reason, message, null);
  }

  DraftRefused(Reason reason, String message, Draft standing) {
    super(message);
    this.reason = reason;
    this.standing = standing;
  }

  /** For what is longer than {@link Drafts#LONGEST}. */
  public static DraftRefused tooLong() {
    return new DraftRefused(
        Reason.TOO_LONG,
        "This is more text than a form can hold, and the last of it was not saved. Please shorten"
            + " it.");
  }

  public Reason reason() {
    return reason;
  }

  /** What stands on the server, when it is in the way; otherwise null. */
  public Draft standing() {
    return standing;
  }
}
