package org.peerchallenge.challenge;

import java.time.LocalDate;
import java.util.List;
import org.peerchallenge.challenge.SessionRecords.Scope;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the settled reports of a year found, for the improvement of the region. Who names an
 * authority beside a finding must have its yes.
 */
@Service
public class Findings {

  /** A strength of an entry. */
  public record Strength(EntryKey entry, String title, String description) {}

  /**
   * An insight on an entry.
   *
   * @param signature id of the signature of risk that it touches, "none" or null
   */
  public record Insight(EntryKey entry, String insight, String signature, Scope scope) {}

  /**
   * What the presenters of an entry will do.
   *
   * @param due null when no date was said
   */
  public record Commitment(EntryKey entry, String commitment, String owner, LocalDate due) {}

  /** What a report names as bigger than one authority. */
  public record SystemicIssues(EntryKey entry, String text) {}

  /**
   * The findings of a year.
   *
   * @param asks in the register and not withdrawn
   * @param offers in the register and not withdrawn
   * @param caseStudies agreed by their owners
   */
  public record YearFindings(
      List<Strength> strengths,
      List<Insight> insights,
      List<Commitment> commitments,
      List<SystemicIssues> systemicIssues,
      List<RegisterItem> asks,
      List<RegisterItem> offers,
      List<CaseStudy> caseStudies) {

    public List<Insight> systemicInsights() {
      return insights.stream().filter(one -> one.scope() == Scope.SYSTEMIC).toList();
    }
  }

  private final Reports reports;
  private final Register register;
  private final CaseStudies caseStudies;

  Findings(Reports reports, Register register, CaseStudies caseStudies) {
    this.reports = reports;
    this.register = register;
    this.caseStudies = caseStudies;
  }

  /** What the newest settled report of each entry says, with the register as it stands now. */
  @Transactional(readOnly = true)
  public YearFindings of(CycleKey cycle) {
    List<Report> settled = reports.settled(cycle);
    List<RegisterItem> items = register.of(cycle);
    return new YearFindings(
        settled.stream()
            .flatMap(
                r ->
                    r.text().strengths().stream()
                        .map(one -> new Strength(r.entry(), one.title(), one.description())))
            .toList(),
        settled.stream()
            .flatMap(
                r ->
                    r.text().insights().stream()
                        .map(
                            one ->
                                new Insight(
                                    r.entry(), one.insight(), one.signature(), one.scope())))
            .toList(),
        settled.stream()
            .flatMap(
                r ->
                    r.text().commitments().stream()
                        .map(
                            one ->
                                new Commitment(
                                    r.entry(), one.commitment(), one.owner(), one.due())))
            .toList(),
        settled.stream()
            .filter(r -> r.text().systemicIssues() != null)
            .map(r -> new SystemicIssues(r.entry(), r.text().systemicIssues()))
            .toList(),
        items.stream().filter(one -> one.kind() == RegisterItem.Kind.ASK).toList(),
        items.stream().filter(one -> one.kind() == RegisterItem.Kind.OFFER).toList(),
        caseStudies.agreed(cycle));
  }
}
