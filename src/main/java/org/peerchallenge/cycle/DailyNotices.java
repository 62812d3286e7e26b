package org.peerchallenge.cycle;

/**
 * Notices that a date brings and no step: a feature that has some is asked on each working day.
 * Asked twice it posts nothing twice.
 */
public interface DailyNotices {

  void post();
}
