package org.peerchallenge.improvement;

import java.util.Set;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.document.DocumentAccess;
import org.peerchallenge.document.StoredDocument;
import org.springframework.stereotype.Component;

/** The plan's PDFs are read by whoever reads the plan; kept drafts stay with the office. */
@Component
class PlanDocumentAccess implements DocumentAccess {

  private static final Set<String> KINDS = Set.of("plan", "plan-draft");

  private final Plans plans;
  private final PlanReaders readers;

  PlanDocumentAccess(Plans plans, PlanReaders readers) {
    this.plans = plans;
    this.readers = readers;
  }

  @Override
  public boolean mayRead(String username, StoredDocument document) {
    if (!KINDS.contains(document.key().kind())) {
      return false;
    }
    return document.key().kind().equals("plan-draft")
        ? readers.mayReadDrafts(username)
        : plans
            .find(CycleKey.of(document.key().ownerKey()))
            .filter(plan -> readers.mayRead(username, plan))
            .isPresent();
  }
}
