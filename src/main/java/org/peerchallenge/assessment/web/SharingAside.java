package org.peerchallenge.assessment.web;

import java.util.Arrays;
import java.util.List;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.SharingChoices;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Visibility;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Who may read a self-assessment, on its page, and how its director may change that. */
@Component
class SharingAside {

  private final Assessments assessments;
  private final SharingChoices choices;

  SharingAside(Assessments assessments, SharingChoices choices) {
    this.assessments = assessments;
    this.choices = choices;
  }

  void show(EntryReader reader, boolean mayChange, Model model) {
    EntryKey entry = reader.entry();
    Visibility declared = assessments.declaredVisibility(entry);
    model.addAttribute("mayChangeSharing", mayChange);
    model.addAttribute(
        "visibilities",
        Arrays.stream(Visibility.values()).filter(one -> one.compareTo(declared) <= 0).toList());
    model.addAttribute("openTo", assessments.chosenVisibility(entry));
    model.addAttribute("sharingChoices", reader.isOwn() ? choices.all(entry) : List.of());
    model.addAttribute("opened", choices.opened(entry));
  }
}
