package org.peerchallenge.casechange;

import java.util.List;
import java.util.Optional;

/** The open tasks of a case, for who hands one over. */
public interface OpenTasks {

  /**
   * An open task.
   *
   * @param candidates the usernames of those who may do it
   */
  record One(String id, String words, Optional<String> assignee, List<String> candidates) {}

  List<One> open(CaseKey about);

  /** Gives a task to one of its candidates. */
  void assign(String task, String username);
}
