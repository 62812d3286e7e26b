package org.peerchallenge.casechange;

import java.util.Map;
import org.peerchallenge.cycle.OpenYearChanges;
import org.springframework.stereotype.Component;

/** Changes that the page of the arrangements wants in an open year. */
@Component
class ProposedByArrangements implements OpenYearChanges {

  private final ChangeRequests requests;

  ProposedByArrangements(ChangeRequests requests) {
    this.requests = requests;
  }

  @Override
  public String propose(String caseKey, String kind, Map<String, String> wanted, String username) {
    return requests.propose(new CaseKey(caseKey), kind, new Wanted(wanted), username).page();
  }
}
