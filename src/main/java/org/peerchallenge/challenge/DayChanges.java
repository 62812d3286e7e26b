package org.peerchallenge.challenge;

import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.DatesChanged;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells a group's process that its day was moved, wherever that was done. */
@Component
class DayChanges {

  private final Cycles cycles;
  private final Messages messages;

  DayChanges(Cycles cycles, Messages messages) {
    this.cycles = cycles;
    this.messages = messages;
  }

  @EventListener
  void on(DatesChanged changed) {
    groups(changed.businessKey())
        .forEach(group -> messages.tell(Message.DAY_MOVED, group, Map.of()));
  }

  private List<String> groups(String businessKey) {
    if (GroupKey.is(businessKey)) {
      return List.of(businessKey);
    }
    return businessKey.indexOf('/') < 0
        ? cycles.groups(CycleKey.of(businessKey)).stream()
            .map(Group::key)
            .map(GroupKey::value)
            .toList()
        : List.of();
  }
}
