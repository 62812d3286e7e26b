package org.peerchallenge.cycle.process;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;

/**
 * What a step is about: its year and, as far as it has them, its entry and its group.
 *
 * <p>The entry of a loop wins over the business key, so that one group's process can date and
 * address a step for each member.
 */
record Case(CycleKey cycle, Optional<EntryKey> entry, Optional<GroupKey> group) {

  static Case of(DelegateExecution execution) {
    return of(execution.getProcessBusinessKey(), execution.getVariable("entry"));
  }

  static Case of(String businessKey, Object entry) {
    String loop = entry == null ? null : entry.toString();
    Optional<EntryKey> named =
        EntryKey.is(loop)
            ? Optional.of(EntryKey.of(loop))
            : EntryKey.is(businessKey) ? Optional.of(EntryKey.of(businessKey)) : Optional.empty();
    Optional<GroupKey> group =
        GroupKey.is(businessKey) ? Optional.of(GroupKey.of(businessKey)) : Optional.empty();
    return new Case(CycleKey.within(businessKey), named, group);
  }
}
