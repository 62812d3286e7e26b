package org.peerchallenge.cycle;

/** Lets what is already open follow a date that has changed. */
public interface DueDates {

  /**
   * Dates the open tasks and timers of every instance under that business key anew, from the rules
   * that stand in its diagram. Under a group's key its members follow too, under a year's key the
   * whole year.
   */
  void follow(String businessKey);
}
