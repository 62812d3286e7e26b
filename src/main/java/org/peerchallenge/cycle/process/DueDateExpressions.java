package org.peerchallenge.cycle.process;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.DueDateRule;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.engine.DiagramBean;
import org.springframework.stereotype.Component;

/**
 * Due dates for expressions in diagrams: {@code ${dates.due('10 working days before challengeDay',
 * execution)}}. What a rule may say stands at {@link DueDateRule}.
 */
@Component("dates")
public class DueDateExpressions implements DiagramBean {

  private static final Pattern CALL =
      Pattern.compile("(?:due|opens|lapses)\\('([^']*)', execution\\)");

  /** Deadlines are England's, wherever the application runs. */
  static final ZoneId ENGLAND = ZoneId.of("Europe/London");

  /** How a rule becomes a moment of its day. */
  enum Moment {
    /** By the end of the working day. */
    due,
    /** Before people begin to work. */
    opens,
    /** Before people begin to work on the day after: the whole day was theirs. */
    lapses;

    Date on(LocalDate day) {
      LocalDate date = this == lapses ? day.plusDays(1) : day;
      LocalTime time = this == due ? LocalTime.of(17, 0) : LocalTime.of(7, 0);
      return Date.from(date.atTime(time).atZone(ENGLAND).toInstant());
    }
  }

  private final Cycles cycles;
  private final WorkingDays workingDays;
  private final Clock clock;

  DueDateExpressions(Cycles cycles, WorkingDays workingDays, Clock clock) {
    this.cycles = cycles;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /** When something is to be done: five o'clock in the afternoon of the rule's day. */
  public Date due(String rule, DelegateExecution execution) {
    return Moment.due.on(day(rule, execution));
  }

  /** When something starts by itself: seven in the morning of the rule's day. */
  public Date opens(String rule, DelegateExecution execution) {
    return Moment.opens.on(day(rule, execution));
  }

  /** When silence takes effect: seven in the morning of the day after the rule's day. */
  public Date lapses(String rule, DelegateExecution execution) {
    return Moment.lapses.on(day(rule, execution));
  }

  @Override
  public String name() {
    return "dates";
  }

  @Override
  public DiagramBean at(Clock other) {
    return new DueDateExpressions(cycles, workingDays, other);
  }

  @Override
  public Optional<String> fault(String call) {
    Matcher matcher = CALL.matcher(call);
    if (!matcher.matches()) {
      return Optional.of(
          "write ${dates.due('5 working days after today', execution)}, or opens, or lapses");
    }
    try {
      DueDateRule.parse(matcher.group(1));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private LocalDate day(String rule, DelegateExecution execution) {
    return day(DueDateRule.parse(rule), Case.of(execution), LocalDate.now(clock.withZone(ENGLAND)));
  }

  /**
   * The rule's day.
   *
   * @param today the day on which the step began
   */
  LocalDate day(DueDateRule rule, Case about, LocalDate today) {
    LocalDate anchor = anchor(rule.anchor(), about, today);
    LocalDate day =
        rule.working() ? workingDays.plus(anchor, rule.days()) : anchor.plusDays(rule.days());
    return rule.or().map(or -> day(or, about, today)).filter(day::isBefore).orElse(day);
  }

  private LocalDate anchor(DueDateRule.Anchor anchor, Case about, LocalDate today) {
    return switch (anchor) {
      case today -> today;
      case assessmentDue ->
          about.entry().map(cycles::assessmentDue).orElseGet(() -> cycle(about).assessmentDue());
      case challengeDay -> challengeDay(about);
      case packDue -> workingDays.plus(challengeDay(about), -10);
      case summit -> cycle(about).summit();
      case yearCloses -> cycle(about).closes();
    };
  }

  private LocalDate challengeDay(Case about) {
    return about
        .group()
        .map(cycles::group)
        .map(Group::day)
        .or(() -> about.entry().map(cycles::challengeDay))
        .orElseGet(() -> cycle(about).summit());
  }

  private Cycle cycle(Case about) {
    return cycles.cycle(about.cycle());
  }
}
