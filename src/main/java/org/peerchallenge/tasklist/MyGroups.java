package org.peerchallenge.tasklist;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.peerchallenge.engine.DiagramBean;
import org.springframework.stereotype.Component;

/**
 * The groups of whoever looks at a list of Tasklist. The engine fails when it is asked for the
 * tasks of no group, and whoever has none yet shall see an empty list.
 */
@Component(MyGroups.NAME)
public class MyGroups implements DiagramBean {

  static final String NAME = "myGroups";

  /** A name that no group can have. */
  private static final List<String> NONE = List.of("-");

  private final IdentityService identity;

  MyGroups(IdentityService identity) {
    this.identity = identity;
  }

  /** Never empty. */
  public List<String> orNone() {
    var who = identity.getCurrentAuthentication();
    List<String> groups = who == null ? null : who.getGroupIds();
    return groups == null || groups.isEmpty() ? NONE : groups;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> fault(String call) {
    return Optional.of("it is for the lists of Tasklist: a diagram has no reader");
  }
}
