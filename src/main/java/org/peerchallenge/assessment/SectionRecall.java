package org.peerchallenge.assessment;

import org.peerchallenge.kernel.Refused;

/** Recalls a section that was sent too early, as long as nobody has gone on from it. */
public interface SectionRecall {

  /** Whether this person sent the task and may take it back now. */
  boolean mayTakeBack(String username, String taskId);

  /**
   * Takes a sent section back and gives it to its sender; asked again, it leads to the same task.
   *
   * @return the id of the task that is open again
   * @throws Refused with words for the person, when somebody has gone on
   */
  String takeBack(String username, String taskId);
}
