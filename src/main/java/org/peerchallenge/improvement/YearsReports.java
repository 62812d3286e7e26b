package org.peerchallenge.improvement;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.challenge.Findings;
import org.peerchallenge.challenge.Findings.YearFindings;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.RegisterItem;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.improvement.Finding.Kind;
import org.springframework.stereotype.Component;

/** What the plan takes from the reports back and the register of a year. */
@Component
class YearsReports {

  /** Something found; source is its name for good. */
  record Found(String source, Kind kind, EntryKey entry, String theme, String text) {}

  /** What a presenter said they would do. */
  record Promised(
      String source, EntryKey entry, String what, String owner, Optional<LocalDate> due) {}

  private final Findings findings;
  private final Register register;
  private final Cycles cycles;

  YearsReports(Findings findings, Register register, Cycles cycles) {
    this.findings = findings;
    this.register = register;
    this.cycles = cycles;
  }

  /** Common issues, systemic insights, asks and commitments; what is local stays with its owner. */
  List<Found> findings(CycleKey cycle) {
    YearFindings year = findings.of(cycle);
    List<Found> found = new ArrayList<>();
    year.systemicIssues()
        .forEach(one -> found.add(found(Kind.COMMON_ISSUE, one.entry(), "", one.text())));
    year.systemicInsights()
        .forEach(
            one ->
                found.add(
                    found(Kind.INSIGHT, one.entry(), signature(one.signature()), one.insight())));
    year.asks()
        .forEach(
            one ->
                found.add(
                    new Found(
                        "register " + one.id(),
                        Kind.ASK,
                        one.entry(),
                        theme(one.theme()),
                        words(one))));
    year.commitments()
        .forEach(one -> found.add(found(Kind.COMMITMENT, one.entry(), "", one.commitment())));
    return found;
  }

  List<Promised> commitments(CycleKey cycle) {
    return findings.of(cycle).commitments().stream()
        .map(
            one ->
                new Promised(
                    source(Kind.COMMITMENT, one.entry(), one.commitment()),
                    one.entry(),
                    one.commitment(),
                    one.owner() == null ? "" : one.owner(),
                    Optional.ofNullable(one.due())))
        .toList();
  }

  List<Matches.Line> asks(CycleKey cycle) {
    return lines(cycle, RegisterItem.Kind.ASK);
  }

  List<Matches.Line> offers(CycleKey cycle) {
    return lines(cycle, RegisterItem.Kind.OFFER);
  }

  /** Withdrawn items too: what follows from a withdrawal is the decision table's to say. */
  private List<Matches.Line> lines(CycleKey cycle, RegisterItem.Kind kind) {
    return cycles.everyEntry(cycle).stream()
        .flatMap(entry -> register.of(entry.key()).stream())
        .filter(item -> item.kind() == kind)
        .map(
            item ->
                new Matches.Line(
                    item.id(),
                    item.entry(),
                    item.title(),
                    item.description(),
                    item.theme(),
                    item.state() == RegisterItem.State.WITHDRAWN))
        .toList();
  }

  private static Found found(Kind kind, EntryKey entry, String theme, String text) {
    return new Found(source(kind, entry, text), kind, entry, theme, text);
  }

  /** In words; empty for none of them in particular. */
  private static String signature(String id) {
    return Arrays.stream(SignatureOfRisk.values())
        .filter(signature -> signature.id().equals(id))
        .findFirst()
        .map(SignatureOfRisk::title)
        .orElse("");
  }

  /** In words; what names no theme in particular brings nothing together. */
  private static String theme(String id) {
    var theme = org.peerchallenge.assessment.Theme.of(id);
    return theme == org.peerchallenge.assessment.Theme.OTHER ? "" : theme.title();
  }

  /** A report's lines have no number: the same words of the same entry are the same finding. */
  private static String source(Kind kind, EntryKey entry, String text) {
    return kind
        + " "
        + entry
        + " "
        + UUID.nameUUIDFromBytes(text.strip().getBytes(StandardCharsets.UTF_8));
  }

  private static String words(RegisterItem item) {
    return item.description().isBlank() ? item.title() : item.title() + ": " + item.description();
  }
}
