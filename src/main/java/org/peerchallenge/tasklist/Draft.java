package org.peerchallenge.tasklist;

import java.time.Instant;
import org.peerchallenge.kernel.FormValues;

/**
 * What was typed into the form of an open task, as the server has it.
 *
 * @param version counts the saves of this task; 0 when nothing was saved yet
 * @param writer the browser page that saved last
 * @param seq that page's count of changes: a save that comes late is known by it
 * @param content the fields that people touched, and no others
 * @param savedBy a user name; empty when nothing was saved yet
 */
public record Draft(
    int version, String writer, long seq, FormValues content, String savedBy, Instant savedAt) {

  static final Draft NONE = new Draft(0, "", 0, FormValues.NONE, "", null);

  /**
   * What one page has to save.
   *
   * @param base the version that the page began with
   * @param changes fields and their values since the last answer
   * @param keep whether what stands is to be kept among the earlier versions in any case
   */
  public record Change(int base, String writer, long seq, FormValues changes, boolean keep) {

    public Change {
      if (base < 0 || seq < 0 || writer == null || writer.isBlank() || writer.length() > 64) {
        throw new IllegalArgumentException("A draft needs a base, a writer and a sequence");
      }
      if (changes == null) {
        throw new IllegalArgumentException("A draft needs its changes");
      }
    }
  }

  /**
   * An earlier version.
   *
   * @param characters how much text it holds
   * @param sent whether it was sent with the form, and not only typed
   */
  public record Earlier(long id, String savedBy, Instant savedAt, int characters, boolean sent) {}
}
