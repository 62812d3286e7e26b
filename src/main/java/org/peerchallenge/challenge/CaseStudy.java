package org.peerchallenge.challenge;

import org.peerchallenge.cycle.EntryKey;

/**
 * Practice of an authority, written up for others.
 *
 * @param practice what the report called it
 * @param wish what the owner wants changed; empty when nothing
 */
public record CaseStudy(
    long id,
    EntryKey entry,
    String practice,
    State state,
    String title,
    String situation,
    String action,
    String impact,
    String lessons,
    String contact,
    String wish) {

  /** How far it is; only what its owner agreed is ever circulated. */
  public enum State {
    WANTED("To be written"),
    DRAFTED("With its owner"),
    CHANGE_WANTED("To be changed"),
    AGREED("Agreed"),
    DECLINED("Kept by its owner"),
    CIRCULATED("Circulated");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public boolean isAgreed() {
    return state == State.AGREED || state == State.CIRCULATED;
  }
}
