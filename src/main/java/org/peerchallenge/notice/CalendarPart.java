package org.peerchallenge.notice;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.Daylight;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VAlarm;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Trigger;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzName;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableAction;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.stereotype.Component;

/** Writes an invitation as iCalendar text, in England's time whatever zone it came in. */
@Component
class CalendarPart {

  private final Clock clock;

  CalendarPart(Clock clock) {
    this.clock = clock;
  }

  String write(Invitation invitation, Recipient recipient) {
    boolean cancelled = invitation.method() == Invitation.Method.CANCEL;
    VEvent event =
        new VEvent(
            new PropertyList(
                List.of(
                    new Uid(invitation.uid()),
                    new Sequence(invitation.sequence()),
                    new DtStamp(clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                    new DtStart<>(inLondon(invitation.start())),
                    new DtEnd<>(inLondon(invitation.end())),
                    new Summary(invitation.summary()),
                    new Location(invitation.location()),
                    new Organizer(
                        new ParameterList(List.of(new Cn("Peer challenge"))),
                        URI.create("mailto:" + invitation.organiser())),
                    new Description(invitation.description()),
                    new Attendee(
                        new ParameterList(
                            List.of(new Cn(recipient.name()), PartStat.NEEDS_ACTION, Rsvp.TRUE)),
                        URI.create("mailto:" + recipient.email())),
                    cancelled
                        ? ImmutableStatus.VEVENT_CANCELLED
                        : ImmutableStatus.VEVENT_CONFIRMED)));
    if (!cancelled) {
      event.add(dayBefore(invitation.summary()));
    }
    Calendar calendar =
        new Calendar(
            new PropertyList(
                List.of(
                    ImmutableVersion.VERSION_2_0,
                    new ProdId("-//peer-challenge//Invitations//EN"),
                    cancelled ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST)),
            new ComponentList<>(List.of(london(), event)));
    calendar.validate();
    return calendar.toString();
  }

  /**
   * A calendar to subscribe to: no invitation, so it names nobody.
   *
   * @param name what calendar programs call it
   */
  String feed(String name, List<CalendarEntry> entries) {
    List<CalendarComponent> components = new ArrayList<>(List.of(london()));
    entries.forEach(one -> components.add(event(one)));
    Calendar calendar =
        new Calendar(
            new PropertyList(
                List.of(
                    ImmutableVersion.VERSION_2_0,
                    new ProdId("-//peer-challenge//Dates//EN"),
                    new XProperty("X-WR-CALNAME", name))),
            new ComponentList<>(components));
    calendar.validate();
    return calendar.toString();
  }

  private VEvent event(CalendarEntry one) {
    List<Property> properties =
        new ArrayList<>(
            List.of(
                new Uid(one.uid()),
                new DtStamp(clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                new Summary(one.summary()),
                new Location(one.location()),
                new Description(one.description())));
    if (one.times().isPresent()) {
      properties.add(new DtStart<>(inLondon(one.times().get().from())));
      properties.add(new DtEnd<>(inLondon(one.times().get().to())));
    } else {
      properties.add(new DtStart<>(one.day()));
      properties.add(ImmutableTransp.TRANSPARENT);
    }
    return new VEvent(new PropertyList(properties));
  }

  private static VAlarm dayBefore(String summary) {
    return new VAlarm(
        new PropertyList(
            List.of(
                new Trigger(Duration.ofDays(-1)),
                ImmutableAction.DISPLAY,
                new Description(summary))));
  }

  private static ZonedDateTime inLondon(ZonedDateTime time) {
    return time.withZoneSameInstant(EnglandTime.ZONE).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The rule in force since 1996. The library's own file goes back to 1847 with dozens of
   * observances, which some calendar programs refuse.
   */
  private static VTimeZone london() {
    Observance summer =
        new Daylight(
            observance(
                "BST",
                "+0000",
                "+0100",
                LocalDateTime.of(1996, 3, 31, 1, 0),
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"));
    Observance winter =
        new Standard(
            observance(
                "GMT",
                "+0100",
                "+0000",
                LocalDateTime.of(1996, 10, 27, 2, 0),
                "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"));
    return new VTimeZone(
        new PropertyList(List.of(new TzId(EnglandTime.ZONE.getId()))),
        new ComponentList<>(List.of(summer, winter)));
  }

  private static PropertyList observance(
      String name, String from, String to, LocalDateTime first, String rule) {
    return new PropertyList(
        List.of(
            new TzName(name),
            new TzOffsetFrom(from),
            new TzOffsetTo(to),
            new DtStart<>(first),
            new RRule<LocalDateTime>(rule)));
  }
}
