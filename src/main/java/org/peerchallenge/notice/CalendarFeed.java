package org.peerchallenge.notice;

import java.util.List;
import org.springframework.stereotype.Service;

/** Writes a calendar to subscribe to, as iCalendar text (RFC 5545). */
@Service
public class CalendarFeed {

  private final CalendarPart calendars;

  CalendarFeed(CalendarPart calendars) {
    this.calendars = calendars;
  }

  public String write(String name, List<CalendarEntry> entries) {
    return calendars.feed(name, entries);
  }
}
